import { type FolderEntry, joinPath } from '../../layout/folder';
import { type FindIncludes, withIncludes } from '../../layout/includes';
import type { SourceFile } from '../../tool';
import type { Part } from '../../unit';

const FIXTURES = 'fixtures/';
const INCLUDE = /^--![ \t]*include[ \t]+(.*\.sql)[ \t]*\r?$/gm;

/** The SQL after the header, with its includes. Its first line may turn the transaction off. */
export function bodyParts(file: SourceFile, start: number, includes: FindIncludes): readonly Part[] {
  const isOff = /^\s*--!\s*no-transaction\b/.test(file.text.slice(start));
  const span = { start, end: file.text.length };
  return withIncludes(file, { direction: 'up', span, transaction: isOff ? 'off' : 'on' }, includes);
}

/** Finds lines `--!include path.sql`. Paths are below `fixtures`. Committed files contain their includes already. */
export function fixtureIncludes(files: readonly FolderEntry[]): FindIncludes {
  const fixtures = new Map(files.flatMap(({ name, file }) => (name.startsWith(FIXTURES) ? [[name.slice(FIXTURES.length), file]] : [])));
  return ({ text }, span) =>
    [...text.matchAll(INCLUDE)].flatMap((match) => {
      const at = { start: match.index, end: match.index + match[0].length };
      const file = fixtures.get(joinPath('', match[1]!) ?? '');
      return file === undefined || at.start < span.start || at.end > span.end ? [] : [{ at, file }];
    });
}
