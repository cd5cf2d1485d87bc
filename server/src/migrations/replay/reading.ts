import type { Dialect, Reading } from '../../sql/dialect';
import { MOST_CUTS, type ReadStatement as Read, readScript } from '../../sql/script';
import { commonEnds } from '../../text/commonEnds';
import type { LocatedStatement, Part } from '../unit';
import type { ReadStatement, ReplayedPart } from './step';

/** How statements are read. */
export interface StatementSources {
  readonly dialect: Dialect;
  /** Remembers by text: equal statements are read once. */
  read(text: string): Reading;
}

/**
 * The statements of a part. Only the text between the statements before and behind an edit is split and read again. All others
 * are the objects of the earlier state, with their offsets moved.
 */
export function readPart(text: string, part: Part, sources: StatementSources, earlier: ReplayedPart | undefined): readonly ReadStatement[] {
  if (part.generated !== undefined) return readGenerated(part, part.generated, sources, earlier);
  const { start, end } = part.span;
  if (earlier === undefined || earlier.part.file !== part.file || earlier.part.generated !== undefined)
    return readAll(text, part, start, end, sources);
  const known = earlier.statements as readonly MovableRead[];
  const old = earlier.part.span;
  const same = commonEnds(earlier.text.slice(old.start, old.end), text.slice(start, end));
  const head = keptHead(known, old.start + same.head);
  const from = head === 0 ? start : extentEnd(known[head - 1]!) + start - old.start;
  const tail = firstOfTail(known, head, old.end - same.tail);
  const pushed = end - old.end;
  const window = tail === undefined ? undefined : readWindow(text, part, from, known[tail]!, pushed, sources);
  const kept = known.slice(0, head);
  const rest = window === undefined ? [] : known.slice(tail);
  // Origins in the schemas refer to these objects, so they have the new places as well, those of earlier schemas included.
  for (const { located } of kept) located.offset += start - old.start;
  for (const { located } of rest) located.offset += pushed;
  const read = window ?? readAll(text, part, from, end, sources);
  const all = [...kept, ...settled(read, known.slice(head, window === undefined ? known.length : tail)), ...rest];
  // Which cuts are the last ones that are made, only the whole part tells.
  return countCuts(all) < MOST_CUTS ? all : settled(readAll(text, part, start, end, sources), all);
}

/** The statements of SQL that stands for an element of another language. The place of each of them is the element. */
function readGenerated(
  part: Part,
  sql: string,
  { dialect, read }: StatementSources,
  earlier: ReplayedPart | undefined,
): readonly ReadStatement[] {
  const { start, end } = part.span;
  return readScript(sql, 0, sql.length, dialect, read).map((one, i) => {
    const fresh = located(part, one, dialect);
    const made: ReadStatement = { ...fresh, located: { ...fresh.located, offset: start, element: { start, end } } };
    const known = earlier?.statements[i];
    const element = known?.located.element;
    const isKnown = known !== undefined && element?.start === start && element.end === end && isSameRead(made, known);
    return isKnown ? known : made;
  });
}

/** A statement with the extent around its text. Its offset is changed in place when an edit moves it. */
interface MovableStatement extends LocatedStatement {
  offset: number;
  /** Length of the comments and white space in front of its text that belong to it. */
  lead: number;
  /** Length of its text with the semicolon and the comments behind it that belong to it. */
  reach: number;
  /** Of a statement that was cut: the length from its start of the text that decided where. */
  cutFrom: number | undefined;
  /** Whether the dialect says that data may follow it. Noted once: each edit asks it of all statements above. */
  readonly precedesData: boolean;
}

interface MovableRead extends ReadStatement {
  readonly located: MovableStatement;
}

function readAll(text: string, part: Part, from: number, to: number, { dialect, read }: StatementSources): readonly MovableRead[] {
  return readScript(text, from, to, dialect, read).map((one) => located(part, one, dialect));
}

function located(
  part: Part,
  { statement: { kind, span, extent, text, terminated }, reading, cutFrom }: Read,
  dialect: Dialect,
): MovableRead {
  return {
    located: {
      file: part.file,
      offset: span.start,
      lead: span.start - extent.start,
      reach: extent.end - span.start,
      cutFrom: cutFrom && cutFrom - span.start,
      precedesData: kind === 'sql' && dialect.precedesData(text),
      statement: { kind, text, terminated },
    },
    changes: reading.changes,
    ...(reading.problem === undefined ? {} : { problem: reading.problem }),
  };
}

/** The statements that were read again, with the earlier objects of those with the same text: an edit may have been in the comments around them. */
function settled(read: readonly MovableRead[], earlier: readonly MovableRead[]): readonly MovableRead[] {
  const result = [...read];
  const settle = (at: number, old: MovableRead | undefined): boolean => {
    const fresh = read[at];
    if (fresh === undefined || old === undefined || !isSameRead(fresh, old)) return false;
    moveTo(old, fresh);
    result[at] = old;
    return true;
  };
  let head = 0;
  while (settle(head, earlier[head])) head++;
  const most = Math.min(read.length, earlier.length) - head;
  for (let i = 1; i <= most; i++) if (!settle(read.length - i, earlier[earlier.length - i])) break;
  return result;
}

/** Gives a statement the place at which the same statement was read again. */
export function moveTo(old: ReadStatement, { located }: ReadStatement): void {
  const { offset, lead, reach, cutFrom } = located as MovableStatement;
  Object.assign(old.located, { offset, lead, reach, cutFrom });
}

/** A lost semicolon leaves the text as it is, but makes the end of the statement depend on what follows. */
export function isSameRead({ changes, located: { statement } }: ReadStatement, other: ReadStatement): boolean {
  const { text, terminated } = other.located.statement;
  return changes === other.changes && statement.text === text && statement.terminated === terminated;
}

/** Number of statements that end before the edit and are split alike whatever follows. Never the last one, whose extent reaches to the end of the text. */
function keptHead(known: readonly MovableRead[], edit: number): number {
  let count = 0;
  while (count < known.length - 1 && settledAt(known[count]!) <= edit && !awaitsData(known, count)) count++;
  // The lexer knows data only by the statement in front, so it has to start there.
  while (count > 0 && !standsAlone(known[count - 1]!)) count--;
  return count;
}

/** Index of the first statement behind the edit from which the lexer can start. */
function firstOfTail(known: readonly MovableRead[], head: number, edit: number): number | undefined {
  for (let i = head; i < known.length; i++) {
    const read = known[i]!;
    if (extentStart(read) >= edit && read.located.statement.terminated && standsAlone(read)) return i;
  }
  return undefined;
}

/**
 * The statements between the head and the first one of the tail. When that one is split as it was, so is all that follows.
 * Undefined when it is not, because the edit has opened or closed a quote or a comment.
 */
function readWindow(
  text: string,
  part: Part,
  from: number,
  first: MovableRead,
  pushed: number,
  sources: StatementSources,
): readonly MovableRead[] | undefined {
  const to = extentEnd(first) + pushed;
  const window = readAll(text, part, from, to, sources);
  const end = window.at(-1)?.located;
  const isSame =
    end !== undefined &&
    !window.some((read, i) => awaitsData(window, i) || isOpen(read, text, to, sources)) &&
    end.offset === first.located.offset + pushed &&
    end.statement.text === first.located.statement.text &&
    end.statement.terminated;
  if (!isSame) return undefined;
  first.located.lead = end.lead;
  return window.slice(0, -1);
}

/** Offset from which on the text does not matter to how a statement is split. A statement with a mistake is as settled as any other. */
function settledAt(read: MovableRead): number {
  const { offset, statement, cutFrom } = read.located;
  if (cutFrom !== undefined) return offset + cutFrom;
  return statement.terminated ? extentEnd(read) : Number.POSITIVE_INFINITY;
}

function countCuts(reads: readonly MovableRead[]): number {
  return reads.reduce((sum, { located }) => sum + (located.cutFrom === undefined ? 0 : 1), 0);
}

/** False of data, and of the statement that data follows. */
function standsAlone({ located }: MovableRead): boolean {
  return located.statement.kind === 'sql' && !located.precedesData;
}

/** COPY … FROM stdin without data: a line `\.` far behind makes data of all that is between. */
function awaitsData(reads: readonly MovableRead[], index: number): boolean {
  return reads[index]!.located.precedesData && reads[index + 1]?.located.statement.kind !== 'copyData';
}

/**
 * A quote, a comment or the statement itself is open at the end of the window: what closes it decides how the statement is read, or where it
 * is cut. That is asked of those with a problem alone, terminated or not: only they are cut, and one that was cut has lost what was open.
 */
function isOpen(read: MovableRead, text: string, to: number, { dialect }: StatementSources): boolean {
  if (read.problem === undefined && read.located.statement.terminated) return false;
  const from = extentStart(read);
  return dialect.split(text, from, to)[0]?.terminated === false || dialect.tokenize(text.slice(from, to)).at(-1)?.unterminated === true;
}

function extentStart({ located }: MovableRead): number {
  return located.offset - located.lead;
}

function extentEnd({ located }: MovableRead): number {
  return located.offset + located.reach;
}
