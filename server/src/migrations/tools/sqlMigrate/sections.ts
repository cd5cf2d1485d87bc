import type { FileContent } from '../../layout/flat';
import { type Framing, framedStatements } from '../../layout/framedStatements';
import { firstSql, headOf, type Line, linesOf, trimmed } from '../../layout/lines';
import { type Opening, partsOf, sectionsBetween, wholeFile } from '../../layout/parts';
import type { SourceFile } from '../../tool';
import type { Direction, LayoutProblem, Part } from '../../unit';

/** In the first column, with these blanks. The words after it are case-sensitive. */
export const PREFIX = '-- +migrate ';
const MEANT = /^\s*--\s*\+migrate\b/i;
const KNOWN = ['Up', 'Down', 'StatementBegin', 'StatementEnd'];

const FRAMING: Framing = { tool: 'sql-migrate', prefix: '-- +migrate', annotation: commandOf, isStrict: false };

/**
 * Cuts a file at its annotations. sql-migrate ignores one that it does not know, so that the SQL after a misspelt `Down` runs as part of
 * the up, and is read as such.
 */
export function readSqlMigrateFile(file: SourceFile): FileContent {
  const lines = linesOf(file.text);
  const openings = lines.flatMap((line): readonly Opening[] => {
    const command = commandOf(line);
    return command === 'Up' || command === 'Down' ? [{ line, direction: command === 'Up' ? 'up' : 'down' }] : [];
  });
  const problems = [...misspelt(lines), ...misplaced(file.text, openings), ...framing(lines, openings)];
  return { up: partsGoing('up'), down: partsGoing('down'), problems: problems.map((each) => ({ file: file.path, ...each })) };

  function partsGoing(wanted: Direction): readonly Part[] {
    if (openings.length === 0) return wanted === 'up' && file.text.trim() !== '' ? [wholeFile('up', file, 'on')] : [];
    const mine = openings.filter(({ direction }) => direction === wanted);
    const transaction = mine.some(({ line }) => optionsOf(line).includes('notransaction')) ? 'off' : 'on';
    const cuts = lines.filter((line) => commandOf(line) === 'StatementEnd').map(({ start }) => start);
    // A file without an up runs nothing; its up is empty and not unknown.
    if (mine.length === 0 && wanted === 'up') return [{ direction: 'up', file: file.path, span: { start: 0, end: 0 }, transaction }];
    return sectionsBetween(file.text, openings)
      .filter(({ direction }) => direction === wanted)
      .flatMap((section) => partsOf(file, { ...section, transaction }, cuts));
  }
}

/** Undefined when the line is no annotation; '' for one without a word. */
function commandOf({ text }: Line): string | undefined {
  return text.startsWith(PREFIX) ? (wordsOf(text)[0] ?? '') : undefined;
}

function optionsOf({ text }: Line): readonly string[] {
  return wordsOf(text).slice(1);
}

function wordsOf(text: string): readonly string[] {
  return text
    .slice(PREFIX.length)
    .split(/\s+/)
    .filter((word) => word !== '');
}

type Found = Omit<LayoutProblem, 'file'>;

function misspelt(lines: readonly Line[]): readonly Found[] {
  return lines.flatMap((line): readonly Found[] => {
    const command = commandOf(line);
    const found = (message: string): readonly Found[] => [{ span: trimmed(line), message }];
    if (command === undefined) {
      return MEANT.test(line.text)
        ? found(`sql-migrate takes this for a comment: “${PREFIX}Up” stands in the first column, spelt exactly so.`)
        : [];
    }
    if (command === '') return found('sql-migrate refuses an annotation without a word.');
    if (!KNOWN.includes(command)) {
      return found(
        `sql-migrate passes over “${command}” without a word: what follows belongs to the section before it. It knows ${KNOWN.join(', ')}.`,
      );
    }
    const option = optionsOf(line).find((word) => word !== 'notransaction' && /^no[-_]?transactions?$/i.test(word));
    return option === undefined ? [] : found(`sql-migrate does not know the option “${option}”. It knows “notransaction”.`);
  });
}

function misplaced(text: string, openings: readonly Opening[]): readonly Found[] {
  const first = openings[0];
  if (first === undefined) return [{ span: headOf(text), message: `sql-migrate refuses a file without “${PREFIX}Up”.` }];
  const early = firstSql(text, first.line.start);
  const dropped = early && { span: early, message: `sql-migrate never runs what stands in front of “${PREFIX}Up”.` };
  const noUp = openings.every(({ direction }) => direction === 'down') && {
    span: trimmed(first.line),
    message: `sql-migrate runs nothing when it goes up: there is no “${PREFIX}Up”.`,
  };
  return [...(dropped ? [dropped] : []), ...(noUp ? [noUp] : [])];
}

/** All sections are checked together, because a frame may stay open at the end of a section. */
function framing(lines: readonly Line[], openings: readonly Opening[]): readonly Found[] {
  return openings.flatMap(({ line }, i) => {
    const end = openings[i + 1]?.line.start ?? Number.POSITIVE_INFINITY;
    return framedStatements(
      lines.filter(({ start }) => line.next <= start && start < end),
      FRAMING,
    );
  });
}
