import type { FileContent } from '../../layout/flat';
import { firstSql, type Line, lineEnding, linesOf, trimmed } from '../../layout/lines';
import { sectionsBetween, wholeFile } from '../../layout/parts';
import { newDownSection } from '../../layout/scaffold';
import type { DownScaffold, FileLookup, SourceFile } from '../../tool';
import type { Direction, LayoutProblem, Part } from '../../unit';

/** Blanks, dashes and even line breaks may precede the words. Anything may follow them. All line breaks of JavaScript count. */
const MARKER = /^\s*--[\s-]*(up|down)\s+migration/gim;
const MEANT = /^\s*--[\s-]*(?:up|down|undo|rollback)[\s:-]*$/i;

interface Marker {
  /** From the dashes to the end of the comment, which is one line of PostgreSQL or ends at the next marker. */
  readonly line: Line;
  readonly direction: Direction;
}

/**
 * Cuts a file where the first marker of each direction begins, in either order. A file without a marker is an up (getActions in
 * src/sqlMigration.ts).
 */
export function readSections(file: SourceFile): FileContent {
  const all = markersIn(file.text);
  const [up, down] = [all.find(({ direction }) => direction === 'up'), all.find(({ direction }) => direction === 'down')];
  const problems = problemsOf(file.text, all, up?.line, down?.line).map((each) => ({ file: file.path, ...each }));
  if (up === undefined && down === undefined) return { up: [wholeFile('up', file, 'on')], down: [], problems };
  const markers = all.filter((each) => each === up || each === down);
  const parts = sectionsBetween(file.text, markers).map((section): Part => ({ ...section, file: file.path, transaction: 'on' }));
  // The tool would run the down with the up. The sections are read as meant, and the problem says what happens.
  const end = down?.line.start ?? 0;
  const meant: readonly Part[] = [{ direction: 'up', file: file.path, span: { start: 0, end }, transaction: 'on' }];
  return {
    up: up === undefined ? meant : parts.filter(({ direction }) => direction === 'up'),
    down: parts.filter(({ direction }) => direction === 'down'),
    problems,
  };
}

/** Adds a down section, and an up marker at the top if there is none: without it the down would run as part of the up. */
export function newSections(up: Part, body: string, lookup: FileLookup): DownScaffold | undefined {
  const appended = newDownSection(up.file, '-- Down Migration', body, lookup);
  const text = lookup(up.file);
  if (up.marker !== undefined || appended?.kind !== 'edit' || text === undefined) return appended;
  const { span, newText } = appended.edit;
  const head = `-- Up Migration${lineEnding(text)}`;
  return { ...appended, edit: { span: { start: 0, end: text.length }, newText: head + text.slice(0, span.start) + newText } };
}

/** All markers, in their order. */
function markersIn(text: string): readonly Marker[] {
  const found = [...text.matchAll(MARKER)];
  const starts = found.map(({ 0: match, index }) => index + /^(?:\s*[\n\r\u2028\u2029])?/.exec(match)![0].length);
  return found.map(({ 0: match, 1: direction, index }, i) => {
    const start = starts[i]!;
    const limit = starts[i + 1] ?? text.length;
    const rest = text.slice(index + match.length, limit).search(/[\n\r]/);
    const end = rest === -1 ? limit : index + match.length + rest;
    const next = Math.min(text.startsWith('\r\n', end) ? end + 2 : end + 1, limit);
    return { line: { start, end, next, text: text.slice(start, end) }, direction: direction!.toLowerCase() === 'up' ? 'up' : 'down' };
  });
}

function problemsOf(
  text: string,
  all: readonly Marker[],
  up: Line | undefined,
  down: Line | undefined,
): readonly Omit<LayoutProblem, 'file'>[] {
  const found = (line: Line | undefined, message: string) => (line === undefined ? [] : [{ span: trimmed(line), message }]);
  if (up === undefined && down !== undefined) {
    return found(
      down,
      'node-pg-migrate runs what follows when it goes up, too: the whole file is the up where “-- Up Migration” is missing.',
    );
  }
  const first = Math.min(up?.start ?? Number.POSITIVE_INFINITY, down?.start ?? Number.POSITIVE_INFINITY);
  const early = up === undefined ? undefined : firstSql(text, first);
  const again = all.find(({ line }) => line !== up && line !== down)?.line;
  const meant = down === undefined ? linesOf(text).find(({ text }) => MEANT.test(text)) : undefined;
  return [
    ...(early === undefined ? [] : [{ span: early, message: 'node-pg-migrate never runs what stands in front of the first marker.' }]),
    ...found(again, 'node-pg-migrate takes this for a comment: only the first marker of each direction counts.'),
    ...found(meant, 'node-pg-migrate takes this for a comment: its markers are “-- Up Migration” and “-- Down Migration”.'),
  ];
}
