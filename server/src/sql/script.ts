import type { Dialect, Reading } from './dialect';
import type { Statement } from './statement';

/** A statement and its reading. */
export interface ReadStatement {
  readonly statement: Statement;
  readonly reading: Reading;
  /** Of a statement that was cut in front of the ones that it had swallowed: the offset at which it ended with them, behind a semicolon or with the script. */
  readonly cutFrom?: number;
}

const NOTHING: Reading = { changes: [] };

/**
 * Splits and reads a part of a text. Where a statement cannot be read because its end is missing (a semicolon, a quote, a parenthesis), the
 * statements that it swallowed are found again at the lines that begin like one.
 */
export function readScript(
  text: string,
  from: number,
  to: number,
  dialect: Dialect,
  read: (text: string) => Reading,
): readonly ReadStatement[] {
  const result: ReadStatement[] = [];
  let start: number | undefined = from;
  for (let cuts = 0; start !== undefined; cuts++) start = readUntilSwallowed(result, text, start, to, dialect, read, cuts < MOST_CUTS);
  return result;
}

/** Each cut reads the rest of the script again. A script with more mistakes than this is in another language, and is not cut any more. */
export const MOST_CUTS = 50;

/**
 * Reads up to the first statement that swallowed others, and returns the offset at which the first of those begins; undefined when it has
 * read to the end.
 */
function readUntilSwallowed(
  into: ReadStatement[],
  text: string,
  from: number,
  to: number,
  dialect: Dialect,
  read: (text: string) => Reading,
  mayCut: boolean,
): number | undefined {
  for (const statement of dialect.split(text, from, to)) {
    const reading = readOne(statement, dialect, read);
    const swallowed = reading.problem === undefined || !mayCut ? undefined : firstSwallowed(text, statement, dialect, read);
    if (swallowed === undefined) {
      into.push({ statement, reading });
      continue;
    }
    const [broken] = dialect.split(text, statement.extent.start, swallowed);
    if (broken !== undefined)
      into.push({ statement: broken, reading: readOne(broken, dialect, read), cutFrom: statement.terminated ? statement.extent.end : to });
    // The rest was split by a lexer that stood inside a quote, so it is split again from here on.
    return swallowed;
  }
  return undefined;
}

function readOne(statement: Statement, dialect: Dialect, read: (text: string) => Reading): Reading {
  switch (statement.kind) {
    case 'sql':
      return read(statement.text);
    case 'copyData':
      return NOTHING;
    case 'metaCommand':
      return dialect.hidesChanges(statement.text) ? { changes: [{ kind: 'opaque', reason: 'meta-command' }] } : NOTHING;
  }
}

/** The most lines that are tried behind one mistake. */
const MOST_TRIES = 20;

/** Offset of the first line, below the statement's first, at which a readable statement begins. */
function firstSwallowed(text: string, statement: Statement, dialect: Dialect, read: (text: string) => Reading): number | undefined {
  const starter = new RegExp(`^[ \\t]*(?=(?:${dialect.statementStarts})\\b)`, 'gim');
  starter.lastIndex = statement.span.start + 1;
  // Nothing can be swallowed behind a semicolon: what is there may stand in a comment, of which a part of a script need not show the end.
  const end = statement.terminated ? statement.span.end : statement.extent.end;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const match = starter.exec(text);
    if (match === null || match.index >= end) return undefined;
    if (match[0] === '') starter.lastIndex++;
    const offset = match.index + match[0].length;
    if (offset <= statement.span.start || !isLineStart(text, match.index)) continue;
    const [candidate] = dialect.split(text, offset, Math.max(statement.extent.end, offset));
    if (candidate?.terminated && readOne(candidate, dialect, read).problem === undefined) return match.index;
  }
  return undefined;
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n' || text[offset - 1] === '\r';
}
