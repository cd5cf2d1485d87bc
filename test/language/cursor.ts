import assert from 'node:assert/strict';
import { createProject, type Root } from '../../server/src/project/project';
import type { Span } from '../../server/src/text/span';
import { testEngine } from '../support/memoryProject';

/** A folder of migrations with one cursor in it and any number of marks. */
export interface Marked {
  readonly root: Root;
  /** Texts without cursor and marks, in the order in which they were written. */
  readonly files: ReadonlyMap<string, string>;
  readonly file: string;
  readonly offset: number;
  readonly marks: readonly { readonly file: string; readonly span: Span }[];
}

/**
 * Reads files out of one text: each begins with a line `-- file: name`, `‸` is the cursor, `«…»` a mark. The line that
 * begins a file is part of it, so that line numbers count from it.
 */
export async function marked(text: string): Promise<Marked> {
  const files = new Map<string, string>();
  const marks: { file: string; span: Span }[] = [];
  let cursor: { file: string; offset: number } | undefined;
  for (const section of text.split(/^(?=-- file: )/m)) {
    const name = /^-- file: (\S+)/.exec(section)?.[1];
    assert.ok(name !== undefined, `a text without a file: ${section}`);
    const file = `migrations/${name}`;
    let plain = '';
    let start: number | undefined;
    for (const character of section) {
      if (character === '‸') cursor = { file, offset: plain.length };
      else if (character === '«') start = plain.length;
      else if (character === '»') marks.push({ file, span: { start: start!, end: plain.length } });
      else plain += character;
    }
    files.set(file, plain);
  }
  const project = createProject([await testEngine()]);
  project.update(files);
  const [root] = project.roots();
  assert.ok(root !== undefined, 'no migrations are found');
  return { root, files, ...(cursor ?? { file: [...files.keys()].at(-1)!, offset: 0 }), marks };
}

/** Joins the files into one text, with `«…»` around the spans. */
export function mark(files: ReadonlyMap<string, string>, spans: readonly { readonly file: string; readonly span: Span }[]): string {
  return [...files]
    .map(([file, text]) => {
      const inserted = spans
        .filter((one) => one.file === file)
        .flatMap(({ span }) => [
          { at: span.start, character: '«' },
          { at: span.end, character: '»' },
        ])
        .sort((a, b) => b.at - a.at);
      return inserted.reduce((marked, { at, character }) => marked.slice(0, at) + character + marked.slice(at), text);
    })
    .join('');
}
