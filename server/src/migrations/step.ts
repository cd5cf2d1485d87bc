import type { Origin, Schema } from '../schema/model';
import type { Problem } from '../schema/problem';
import type { Change } from '../sql/change';
import type { SyntaxProblem } from '../sql/dialect';
import type { Span } from '../text/span';
import type { Direction, LocatedStatement, Migration, Part } from './unit';

/** One change, and the schema on both sides of it. */
export interface Step {
  readonly change: Change;
  readonly before: Schema;
  readonly after: Schema;
  /** Relative to the statement's text. */
  readonly problems: readonly Problem[];
  readonly located: LocatedStatement;
  readonly migration: Migration;
  readonly part: Part;
  readonly direction: Direction;
  /** The schema before the first statement of this part: what did not exist there was created in this migration. */
  readonly start: Schema;
}

/** A statement that was read, whether it changes the schema or not. */
export interface ReadStatement {
  readonly located: LocatedStatement;
  readonly changes: readonly Change[];
  readonly problem?: SyntaxProblem;
}

/** One direction of a migration, replayed. */
export interface ReplayedPart {
  readonly part: Part;
  /** Text of the part's file as it was replayed. */
  readonly text: string;
  readonly before: Schema;
  readonly after: Schema;
  readonly statements: readonly ReadStatement[];
  readonly steps: readonly Step[];
}

/** One migration, replayed: its ups from the migration before it, its downs from where its ups ended. */
export interface ReplayedMigration {
  readonly migration: Migration;
  readonly before: Schema;
  readonly after: Schema;
  readonly up: readonly ReplayedPart[];
  readonly down: readonly ReplayedPart[];
}

export interface History {
  /** What was there before the first migration: an empty `public`, or the baseline. */
  readonly initial: Schema;
  readonly migrations: readonly ReplayedMigration[];
  readonly final: Schema;
}

/** Where a statement stands in its file. */
export function spanOf({ offset, statement, element }: LocatedStatement): Span {
  return element ?? { start: offset, end: offset + statement.text.length };
}

/** Where a span of a statement's text stands in the file. What is generated has no places within it. */
export function spanWithin({ offset, element }: LocatedStatement, { start, end }: Span): Span {
  return element ?? { start: start + offset, end: end + offset };
}

/** Where a span of a step's change stands in its file. The place moves with the statement. */
export function locate({ located }: Pick<Step, 'located'>, { start, end }: Span): Origin {
  return new PlaceInStatement(located, start, end);
}

class PlaceInStatement implements Origin {
  readonly located: LocatedStatement;
  readonly start: number;
  readonly end: number;

  constructor(located: LocatedStatement, start: number, end: number) {
    this.located = located;
    this.start = start;
    this.end = end;
  }
  get file(): string {
    return this.located.file;
  }
  get span(): Span {
    return spanWithin(this.located, this);
  }
  get statement(): Span {
    return spanOf(this.located);
  }
}
