import type { ReplayedMigration } from '../../migrations/replay/step';
import type { FileLookup, MigrationTool } from '../../migrations/tool';
import type { Direction, LayoutProblem, LocatedStatement, Migration, Part } from '../../migrations/unit';
import type { MissingValue } from '../../migrations/values';
import type { Gap } from '../../schema/model/gap';
import type { ObjectId } from '../../schema/model/object';
import type { Engine, Schema } from '../../schema/model/schema';
import type { Problem } from '../../schema/problem';
import type { Change } from '../../sql/change';
import type { Span } from '../../text/span';
import type { Earlier } from './derived';

/** The questions that a check may ask about a root. The check runs at every lint. */
export interface RootContext<O> {
  readonly options: O;
  readonly tool: MigrationTool;
  readonly layoutProblems: readonly LayoutProblem[];
  readonly missingValues: readonly MissingValue[];
}

/** The questions that a check may ask about one migration. The check runs at every lint of that migration, so nothing here is watched. */
export interface MigrationContext<O> {
  readonly options: O;
  readonly migration: Migration;
  /** The same migration, statement by statement. */
  readonly replayed: ReplayedMigration;
  readonly tool: MigrationTool;
  readonly engine: Engine;
  /** The schema before this migration. */
  readonly before: Schema;
  /** The schema after this migration. */
  readonly after: Schema;
  /** The schema after the last migration: a defect that a later migration mends is no finding in this one. */
  readonly final: Schema;
  /** All migrations of the root, in order, replayed. The same array in every context of one history. */
  readonly history: readonly ReplayedMigration[];
  /** Text of any file of the root; '' when there is no such file. */
  text(file: string): string;
  /** Text of any file of the workspace: tools keep some of their files outside the migrations folder. */
  readonly lookup: FileLookup;
  /**
   * An answer that all statements of the root share, such as a habit of the project. It is worked out once for each state of the root.
   * The key has to name everything but the root that the answer depends on. The answer has to be plain data.
   */
  derive<T>(key: string, work: (root: MigrationContext<unknown>) => T): T;
  /**
   * A value that answers are counted from: `work` gets the value of an earlier state and the entries of the final schema that have changed
   * since.
   */
  upkeep<T>(key: string, work: (earlier: Earlier<T> | undefined) => T): T;
  /** Statements in one direction of this migration; comments alone count as none. */
  statementCount(direction: Direction): number;
}

/**
 * The questions that a check may ask about one statement. Findings are remembered for each rule and statement: the check runs again only when
 * one of the answers that it got has changed. Schemas are watched entry by entry, so `tables.get(id)` depends on one table, and a
 * walk over `tables` on all of them. `fixes` and `related` of a report are not part of the check: they may ask anything.
 */
export interface StatementContext<O> {
  readonly options: O;
  readonly tool: MigrationTool;
  readonly engine: Engine;
  readonly migration: Pick<Migration, 'id' | 'version' | 'title' | 'role'>;
  readonly part: Pick<Part, 'file' | 'direction' | 'transaction'>;
  readonly direction: Direction;
  readonly located: LocatedStatement;
  /** The schema after the last migration: a defect that a later migration mends is no finding in this statement. */
  readonly final: Schema;
  /** Offsets in the file of a span of the statement. */
  at(relative: Span): Span;
  /**
   * The place of a finding about all of the statement, in offsets of the file. Empty where generated SQL stands for an element that begins
   * with no word.
   */
  firstWord(): Span;
  /** See `MigrationContext.derive`. The check runs again when the answer is another one. */
  derive<T>(key: string, work: (root: MigrationContext<unknown>) => T): T;
  /** Everything else. A check that touches it is not remembered: it runs again for each of its statements at every keystroke. */
  readonly uncached: MigrationContext<O>;
}

/** The questions that a check may ask about one change of a statement. */
export interface StepContext<O> extends StatementContext<O> {
  readonly change: Change;
  readonly before: Schema;
  readonly after: Schema;
  /** The schema before the first statement of this direction of the migration. */
  readonly start: Schema;
  /** Spans are relative to the statement's text. */
  readonly problems: readonly Problem[];
  createdInThisMigration(table: ObjectId): boolean;
  /**
   * True when a gap that comes after the change answers yes: a statement that could not be followed may then have made the object that a
   * finding says is missing. `by` has to judge by the gap alone. The check runs again only when the answer is another one, not with each
   * gap.
   */
  isDoubted(by: (gap: Gap) => boolean): boolean;
}
