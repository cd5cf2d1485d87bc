import type { Gap } from '../../schema/model/gap';
import type { ObjectId, Origin } from '../../schema/model/object';
import type { Schema } from '../../schema/model/schema';
import type { Problem } from '../../schema/problem';
import type { Entries } from '../../schema/versions/entries';
import type { Footprint } from '../../schema/versions/footprint';
import type { Patch, PatchedSchema } from '../../schema/versions/patch';
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
  /** The schema before the first statement of this direction: an object that is missing there was created in this migration. */
  readonly start: Schema;
  /** Gaps of the schema after the change; with `patch`, those of that schema under another patch of the run. */
  gapsAfter(patch?: Patch): readonly Gap[];
}

/** A statement and its reading. Without changes when it does not concern the schema. */
export interface ReadStatement {
  readonly located: LocatedStatement;
  readonly changes: readonly Change[];
  readonly problem?: SyntaxProblem;
}

/** One migration, replayed: its ups from the migration before it, its downs from where its ups ended. */
export interface ReplayedMigration {
  readonly migration: Migration;
  /** The schema before the ups, and `exit` the one behind them: `before` and `after`, not made yet. */
  readonly entry: PatchedSchema;
  readonly exit: PatchedSchema;
  readonly before: Schema;
  readonly after: Schema;
  readonly up: readonly ReplayedPart[];
  readonly down: readonly ReplayedPart[];
}

/** One part of a migration, replayed. */
export interface ReplayedPart {
  readonly migration: Migration;
  readonly part: Part;
  /** Text of the part's file as it was replayed. */
  readonly text: string;
  /** The schema before the first part of this direction of the migration. */
  readonly start: PatchedSchema;
  /** The schema before the part, and `exit` the one behind it: `before` and `after`, not made yet. */
  readonly entry: PatchedSchema;
  readonly exit: PatchedSchema;
  readonly before: Schema;
  readonly after: Schema;
  readonly statements: readonly ReadStatement[];
  /** The state before the latest replay; undefined when there was none. */
  readonly former: FormerState | undefined;
  /** What the statements did, one for each. */
  readonly runs: readonly Run[];
  /** The changes of all statements. */
  readonly steps: readonly Step[];
}

/**
 * What a part was before its latest replay. An edit that is taken back (a letter that is deleted, an undo) brings this state back as a
 * whole, with the parts behind it that the edit concerned.
 */
export interface FormerState {
  readonly entry: PatchedSchema;
  readonly exit: PatchedSchema;
  readonly statements: readonly ReadStatement[];
  readonly runs: readonly Run[];
  /** Entries in which the schemas behind the two states may differ; undefined: in any entry. */
  readonly changed: Entries | undefined;
}

/** What a statement did at its place in the history: its effect, on a schema that differs by `patch` from the one it was applied to. */
export interface Run {
  readonly read: ReadStatement;
  readonly effect: Effect;
  /** Touches no entry of the footprint. `before` and `after` of the effect and of its changes all differ by it. */
  readonly patch: Patch;
}

/** What a statement did to the schema that it was applied to. The same object for as long as the statement is not applied again. */
export interface Effect {
  readonly before: Schema;
  /** The first id that the statement could use: at least `before.nextId`. */
  readonly firstId: ObjectId;
  readonly after: Schema;
  readonly changes: readonly AppliedChange[];
  /** Undefined when nothing was recorded: it cannot be told then whether the effect holds for another schema. */
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

export interface History {
  /** The schema before the first migration: an empty database, or the baseline. */
  readonly initial: Schema;
  readonly migrations: readonly ReplayedMigration[];
  readonly final: Schema;
  /** Entries in which `final` may differ from `since`, the final schema of the state before; absent where that is not known. */
  readonly changed?: { readonly since: Schema; readonly entries: Entries };
}

/** The span of a statement in its file. */
export function spanOf({ offset, statement, element }: LocatedStatement): Span {
  return element ?? { start: offset, end: offset + statement.text.length };
}

/** A span of a statement's text as a span in the file. In generated SQL it is that of the whole element. */
export function spanWithin({ offset, element }: LocatedStatement, { start, end }: Span): Span {
  return element ?? { start: start + offset, end: end + offset };
}

/** The place of a span of a statement's text. It moves with the statement. */
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
