import type { Span } from '../../../text/span';
import type { FileContent } from '../../layout/flat';
import { type Framing, framedStatements } from '../../layout/framedStatements';
import { headOf, isBlankOrComment, type Line, linesOf, trimmed } from '../../layout/lines';
import { type Opening, partsOf, sectionsBetween } from '../../layout/parts';
import type { SourceFile } from '../../tool';
import type { Direction, LayoutProblem, Part } from '../../unit';
import { annotationOf, type GooseCommand } from './annotation';

const FRAMING: Framing = {
  tool: 'goose',
  prefix: '-- +goose',
  annotation(line) {
    const found = annotationOf(line);
    return found && (found.command ?? '');
  },
  isStrict: true,
};

interface Marked {
  readonly line: Line;
  readonly command: GooseCommand;
}

/** Cuts a file at its annotations. An annotation that goose refuses is a problem, and is read as probably meant. */
export function readGooseFile(file: SourceFile): FileContent {
  const found: Pick<LayoutProblem, 'span' | 'message'>[] = [];
  const lines = linesOf(file.text);
  const marks: Marked[] = [];
  for (const line of lines) {
    const annotation = annotationOf(line);
    if (annotation?.problem !== undefined) found.push(annotation.problem);
    if (annotation?.command !== undefined) marks.push({ line, command: annotation.command });
  }
  const transaction = marks.some(({ command }) => command === 'NO TRANSACTION') ? 'off' : 'on';
  const cuts = marks.filter(({ command }) => command === 'StatementEnd').map(({ line }) => line.start);
  const sections = sectionsOf(file.text, lines, marks, found);
  const parts = (wanted: Direction): readonly Part[] =>
    sections
      .filter(({ direction }) => direction === wanted)
      .flatMap(({ direction, span, marker }) =>
        partsOf(file, { direction, span, transaction, ...(marker === undefined ? {} : { marker }) }, cuts),
      )
      .map((part) => (isReplaced(marks, part.span) ? part : { ...part, isVerbatim: true }));
  for (const { span } of sections)
    found.push(
      ...framedStatements(
        lines.filter(({ start }) => span.start <= start && start < span.end),
        FRAMING,
      ),
    );
  return { up: parts('up'), down: parts('down'), problems: found.map((each) => ({ file: file.path, ...each })) };
}

/** Whether variables are replaced in any place of the part: ENVSUB is on at its start, or turned on in it. */
function isReplaced(marks: readonly Marked[], { start, end }: Span): boolean {
  const before = marks.filter(({ line, command }) => line.start < start && command.startsWith('ENVSUB')).at(-1);
  return (
    before?.command === 'ENVSUB ON' || marks.some(({ line, command }) => command === 'ENVSUB ON' && line.start >= start && line.start < end)
  );
}

interface Found {
  readonly direction: Direction;
  readonly span: Span;
  readonly marker?: Span;
}

function sectionsOf(
  text: string,
  lines: readonly Line[],
  marks: readonly Marked[],
  problems: Pick<LayoutProblem, 'span' | 'message'>[],
): readonly Found[] {
  const heads = marks.filter(({ command }) => command === 'Up' || command === 'Down');
  const first = heads[0];
  if (first === undefined) {
    problems.push({ span: headOf(text), message: 'goose refuses a file without “-- +goose Up”.' });
    return text.trim() === '' ? [] : [{ direction: 'up', span: { start: 0, end: text.length } }];
  }
  const early = lines.find((line) => line.start < first.line.start && !isBlankOrComment(line.text));
  if (early !== undefined) problems.push({ span: trimmed(early), message: 'goose refuses SQL in front of “-- +goose Up”.' });
  if (first.command === 'Down')
    problems.push({ span: trimmed(first.line), message: 'goose wants “-- +goose Up” before “-- +goose Down”.' });
  const seen = new Set<GooseCommand>();
  for (const { command, line } of heads) {
    if (seen.has(command)) problems.push({ span: trimmed(line), message: `goose refuses a second “-- +goose ${command}” in one file.` });
    seen.add(command);
  }
  const openings = heads.map(({ command, line }): Opening => ({ line, direction: command === 'Up' ? 'up' : 'down' }));
  return sectionsBetween(text, openings);
}
