import type { FileContent } from '../../layout/flat';
import { firstSql, type Line, lineEnding, linesOf, trimmed } from '../../layout/lines';
import { sectionsBetween, wholeFile } from '../../layout/parts';
import { newDownSection } from '../../layout/scaffold';
import type { DownScaffold, FileLookup, SourceFile } from '../../tool';
import type { Direction, LayoutProblem, Part } from '../../unit';

/** Blanks, dashes and even line breaks may precede the words. Anything may follow them. */
const UP = /^\s*--[\s-]*up\s+migration/im;
const DOWN = /^\s*--[\s-]*down\s+migration/im;
const MEANT = /^\s*--[\s-]*(?:up|down|undo|rollback)[\s:-]*$/i;

interface Marker {
  readonly line: Line;
  readonly direction: Direction;
}

/** Cuts a file at the first marker of each direction, in either order. A file without a marker is an up. */
export function readSections(file: SourceFile): FileContent {
  const lines = linesOf(file.text);
  const [up, down] = [markerLine(file.text, lines, UP), markerLine(file.text, lines, DOWN)];
  const problems = problemsOf(file.text, lines, up, down).map((each) => ({ file: file.path, ...each }));
  if (up === undefined && down === undefined) return { up: [wholeFile('up', file, 'on')], down: [], problems };
  const markers: readonly Marker[] = [
    ...(up === undefined ? [] : [{ line: up, direction: 'up' as const }]),
    ...(down === undefined ? [] : [{ line: down, direction: 'down' as const }]),
  ].sort((a, b) => a.line.start - b.line.start);
  const parts = sectionsBetween(file.text, markers).map((section): Part => ({ ...section, file: file.path, transaction: 'on' }));
  // The tool would run the down with the up. The sections are read as meant, and the problem says what happens.
  const meant: readonly Part[] = [{ direction: 'up', file: file.path, span: { start: 0, end: down?.start ?? 0 }, transaction: 'on' }];
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

/** The line on which a match ends. The match may begin on an earlier line. */
function markerLine(text: string, lines: readonly Line[], marker: RegExp): Line | undefined {
  const match = marker.exec(text);
  const last = match === null ? -1 : match.index + match[0].length - 1;
  return match === null ? undefined : lines.find(({ start, next }) => start <= last && last < next);
}

function problemsOf(
  text: string,
  lines: readonly Line[],
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
  const again = lines.find((line) => line !== up && line !== down && (UP.test(line.text) || DOWN.test(line.text)));
  const meant = down === undefined ? lines.find(({ text }) => MEANT.test(text)) : undefined;
  return [
    ...(early === undefined ? [] : [{ span: early, message: 'node-pg-migrate never runs what stands in front of the first marker.' }]),
    ...found(again, 'node-pg-migrate takes this for a comment: only the first marker of each direction counts.'),
    ...found(meant, 'node-pg-migrate takes this for a comment: its markers are “-- Up Migration” and “-- Down Migration”.'),
  ];
}
