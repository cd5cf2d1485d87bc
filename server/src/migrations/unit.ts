import type { Condition } from '../sql/condition';
import type { Statement } from '../sql/statement';
import type { Span } from '../text/span';

export type ToolId =
  | 'golang-migrate'
  | 'goose'
  | 'dbmate'
  | 'flyway'
  | 'sqlx'
  | 'diesel'
  | 'prisma'
  | 'drizzle'
  | 'supabase'
  | 'sqitch'
  | 'hasura'
  | 'atlas'
  | 'bun'
  | 'migratus'
  | 'postgres-migrations'
  | 'db-migrate'
  | 'pop'
  | 'encore'
  | 'bytebase'
  | 'pgroll'
  | 'sql-migrate'
  | 'tern'
  | 'node-pg-migrate'
  | 'mybatis'
  | 'play'
  | 'liquibase'
  | 'yoyo'
  | 'postgrator'
  | 'graphile-migrate'
  | 'refinery'
  | 'evolve'
  | 'dbup'
  | 'grate'
  | 'plain';

export type Direction = 'up' | 'down';

/** Whether the tool wraps the part in a transaction. `driver`: the database driver decides, and no marker changes it. */
export type TransactionMode = 'on' | 'off' | 'driver';

/** The SQL of one direction, in one file. */
export interface Part {
  readonly direction: Direction;
  /** Path relative to the workspace folder, with forward slashes. */
  readonly file: string;
  /** The SQL inside the file: the whole text, or the section between two markers. */
  readonly span: Span;
  readonly transaction: TransactionMode;
  /** The marker that opens the section, when there is one. */
  readonly marker?: Span;
  /** The tool replaces no placeholders here, though it does elsewhere. */
  readonly isVerbatim?: boolean;
  /**
   * SQL that stands for something in another language, such as `<createTable>` in a changelog. `span` is then that element: a finding at
   * any place in the SQL is shown at the element, and no fix edits it.
   */
  readonly generated?: string;
  /** The part is code that cannot be read: from here on the model may be incomplete. */
  readonly isCode?: true;
}

export type MigrationRole = 'versioned' | 'repeatable' | 'baseline';

/** One migration as the tool counts them. */
export interface Migration {
  /** Unique within its root. */
  readonly id: string;
  /** The version as written in the name; empty for repeatable migrations. */
  readonly version: string;
  readonly title: string;
  readonly role: MigrationRole;
  readonly up: readonly Part[];
  /** Empty without a down. */
  readonly down: readonly Part[];
  /** Paths of code that runs in the place of SQL and cannot be read. */
  readonly code?: Partial<Readonly<Record<Direction, string>>>;
  /** The tool runs the ups only if this holds. If it cannot be told, it is taken to hold. */
  readonly when?: Condition;
}

/** A problem of a file as the tool sees it, found without reading SQL: a misspelt marker, a version used twice. */
export interface LayoutProblem {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
  /** The only problem is a missing down, which the rule about downs reports already. */
  readonly isMissingDown?: boolean;
}

export interface Layout {
  /** In the order in which the tool runs them. */
  readonly migrations: readonly Migration[];
  readonly problems: readonly LayoutProblem[];
}

/**
 * What a tool expects of downs. `required`: it refuses a file without one. `expected`: a missing one is worth a warning. `optional`: only
 * if other migrations of the project have one. `none`: there is no place for one.
 */
export type DownPolicy = 'required' | 'expected' | 'optional' | 'none';

/** A statement of a part and its place in the file. */
export interface LocatedStatement {
  readonly file: string;
  /**
   * Offset of the statement's text in the file; add it to a relative offset of a change or a problem. It is always that of the latest
   * replay: a statement that an edit only moves stays the same object, and so does everything derived from it.
   */
  readonly offset: number;
  readonly statement: Pick<Statement, 'kind' | 'text' | 'terminated'>;
  /** The element that a generated statement stands for: the place of everything in it. */
  readonly element?: Span;
}
