import type { Gap } from '../../schema/model/gap';
import type { ObjectId, Origin } from '../../schema/model/object';
import type { Schema } from '../../schema/model/schema';
import type { Problem } from '../../schema/problem';
import type { Entries, Patch } from '../../schema/versions/patch';
import type { Footprint } from '../../schema/versions/watch';
import type { Change } from '../../sql/change';
import type { SyntaxProblem } from '../../sql/dialect';
import type { Span } from '../../text/span';
import type { Direction, LocatedStatement, Migration, Part } from '../unit';

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
  /** Gaps of the schema after the change; with another patch, those that there would be. */
  gapsAfter(patch?: Patch): readonly Gap[];
}

/** A statement that was read, whether it changes the schema or not. */
export interface ReadStatement {
  readonly located: LocatedStatement;
  readonly changes: readonly Change[];
  readonly problem?: SyntaxProblem;
}

/** One direction of a migration, replayed. */
export interface ReplayedPart {
  readonly migration: Migration;
  readonly part: Part;
  /** Text of the part's file as it was replayed. */
  readonly text: string;
  readonly before: Schema;
  readonly after: Schema;
  readonly statements: readonly ReadStatement[];
  /** Before the first statement of this direction of the migration. */
  readonly start: Point;
  /** What the statements did, one for each. */
  readonly runs: readonly Run[];
  /** The changes of all statements. */
  readonly steps: readonly Step[];
}

/** A point of the history: an earlier schema and what has changed in it since. Nothing is made of the two until somebody looks. */
export interface Point {
  readonly base: Schema;
  readonly patch: Patch;
}

/** A statement and what it did: to the schema of the effect, and to that schema with the patch just as well. */
export interface Run {
  readonly read: ReadStatement;
  readonly effect: Effect;
  readonly patch: Patch;
}

/** What a statement did to the schema that it met. The same object for as long as it need not run again. */
export interface Effect {
  readonly before: Schema;
  /** The first id that it could use; not before `nextId` of the schema. */
  readonly firstId: ObjectId;
  readonly after: Schema;
  readonly changes: readonly AppliedChange[];
  /** What it looked at and changed; undefined when nobody watched. */
  readonly footprint: Footprint | undefined;
}

/** What one change of a statement did. */
export interface AppliedChange {
  readonly change: Change;
  readonly before: Schema;
  readonly after: Schema;
  /** Relative to the statement's text. */
  readonly problems: readonly Problem[];
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
  /** How `final` differs from that of the state before the last edit, where that is known. */
  readonly drift?: { readonly from: Schema; readonly entries: Entries };
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
  get sql(): string {
    return this.located.statement.text;
  }
}
