import { headOf, linesOf, trimmed } from '../../layout/lines';
import type { SourceFile } from '../../tool';
import type { LayoutProblem } from '../../unit';

export interface Header {
  readonly values: ReadonlyMap<string, string>;
  /** Offset at which the header ends. */
  readonly end: number;
}

/** The lines `--! Key: value` at the beginning of a file. */
export function headerOf(text: string): Header {
  const values = new Map<string, string>();
  let end = 0;
  for (const line of linesOf(text)) {
    const [, key, value = ''] = /^--! ([A-Z][a-zA-Z0-9_]*)(?::(.*))?$/.exec(line.text) ?? [];
    if (key === undefined) break;
    values.set(key, value.trim());
    end = line.next;
  }
  return { values, end };
}

/** Problems of the headers of committed migrations, given in order: each has to name the hash of the one before it. */
export function chainProblems(files: readonly SourceFile[]): readonly LayoutProblem[] {
  const headers = files.map(({ text }) => headerOf(text));
  return files.flatMap((file, i): readonly LayoutProblem[] => {
    const { values, end } = headers[i]!;
    const at = (key: string) => linesOf(file.text).find(({ text }) => text.startsWith(`--! ${key}`));
    const found = (key: string, message: string): LayoutProblem => {
      const line = at(key);
      return { file: file.path, span: line === undefined ? headOf(file.text) : trimmed(line), message };
    };
    const missing = ['Previous', 'Hash'].filter((key) => (values.get(key) ?? '') === '');
    if (missing.length > 0)
      return missing.map((key) => found(key, `Graphile Migrate refuses a committed migration without “--! ${key}:”.`));
    if (file.text.slice(0, end).includes('\r'))
      return [found('Previous', 'Graphile Migrate refuses the line breaks of Windows in a committed migration.')];
    if (file.text[end] !== '\n') return [found('Hash', 'Graphile Migrate wants an empty line behind the header.')];
    const before = i === 0 ? undefined : files[i - 1]!;
    const expected = before === undefined ? '-' : headers[i - 1]!.values.get('Hash');
    if (values.get('Previous') === expected) return [];
    return [
      found(
        'Previous',
        before === undefined
          ? 'Graphile Migrate refuses this: it is the first migration, and names one before it.'
          : `Graphile Migrate refuses this: it is not the hash of ${before.path.slice(before.path.lastIndexOf('/') + 1)}.`,
      ),
    ];
  });
}
