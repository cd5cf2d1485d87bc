import type { Span } from '../../../text/span';
import { type Line, linesOf } from '../../layout/lines';

/** A directive of Atlas: `-- atlas:name argument`. */
export interface AtlasDirective {
  readonly name: string;
  readonly argument: string;
  readonly line: Line;
}

const DIRECTIVE = /^[ -~]*?atlas:(\w+)(?: +([ -~]*?))?\s*$/;

/**
 * The directives of a file: comment lines at its top with an empty line below them. Atlas looks for bare line feeds, so Windows line
 * breaks hide every directive (LocalFile.comments in sql/migrate/dir.go).
 */
export function fileDirectives(text: string): readonly AtlasDirective[] {
  const head = headLines(text);
  const after = head.at(-1)?.next ?? 0;
  return text[after] === '\n' ? head.flatMap((line) => atlasDirective(line) ?? []) : [];
}

/** Lines at the top that look like directives and are not read as such. */
export function missedDirectives(text: string): readonly Span[] {
  if (fileDirectives(text).length > 0) return [];
  return headLines(text).filter((line) => /^(?:txmode|checkpoint)$/.test(atlasDirective(line)?.name ?? ''));
}

/** The delimiter that replaces the semicolon. Atlas reads it from the first line only. */
export function delimiterOf(text: string): { readonly delimiter: string; readonly end: number } | undefined {
  const [first] = linesOf(text);
  const written = first && /^-- atlas:delimiter +([ -~]+?)\s*$/.exec(first.text)?.[1];
  if (first === undefined || written === undefined) return undefined;
  const delimiter = written.replaceAll(/\\([nrt])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? '');
  return { delimiter, end: first.next };
}

/** Files of an archive that begins with `-- atlas:txtar`, by name: spans of their texts. Undefined for other files. */
export function archived(text: string): ReadonlyMap<string, { readonly span: Span; readonly marker: Span }> | undefined {
  const lines = linesOf(text);
  if (!/^-- atlas:txtar\b/.test(lines.find((line) => line.text.trim() !== '')?.text ?? '')) return undefined;
  const headings = lines.flatMap((line) => {
    const name = /^-- (\S+\.sql) --\s*$/.exec(line.text)?.[1];
    return name === undefined ? [] : [{ name, line }];
  });
  return new Map(
    headings.map(({ name, line }, i) => [
      name,
      { span: { start: line.next, end: headings[i + 1]?.line.start ?? text.length }, marker: { start: line.start, end: line.end } },
    ]),
  );
}

function headLines(text: string): readonly Line[] {
  const lines = linesOf(text);
  const end = lines.findIndex((line) => !/^(?:--|#)/.test(line.text));
  return lines.slice(0, end === -1 ? lines.length : end);
}

function atlasDirective(line: Line): AtlasDirective | undefined {
  const [, name, argument = ''] = DIRECTIVE.exec(line.text) ?? [];
  return name === undefined ? undefined : { name, argument, line };
}
