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

/** Does the tool wrap the part in a transaction? `driver`: it depends on the database driver, and there is no marker for it. */
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
   * The SQL that stands for what is written in another language: `<createTable>` in a changelog. `span` is then that element;
   * whatever is to be said of a place in this SQL is said of the whole element, and nothing in it can be edited.
   */
  readonly generated?: string;
  /** What stands here is code that nobody here can read: from here on the model may lack something. */
  readonly isCode?: true;
}

export type MigrationRole = 'versioned' | 'repeatable' | 'baseline';

/** One step of the history, as the tool counts them. */
export interface Migration {
  /** Unique within its root. */
  readonly id: string;
  /** As written in the name; empty for repeatable migrations. */
  readonly version: string;
  readonly title: string;
  readonly role: MigrationRole;
  readonly up: readonly Part[];
  /** Empty: there is no down. */
  readonly down: readonly Part[];
  /** Paths of code that runs in the place of SQL. What it does nobody here can read. */
  readonly code?: Partial<Readonly<Record<Direction, string>>>;
  /** The tool runs the ups only where this holds; where nobody can tell, it is taken to hold. */
  readonly when?: Condition;
}

/** Something wrong with a file as the tool sees it, before any SQL is read: a misspelt marker, a version used twice. */
export interface LayoutProblem {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
  /** True when all that is wrong is that the migration has no down: whoever asks for downs says so already. */
  readonly isMissingDown?: boolean;
}

export interface Layout {
  /** In the order in which the tool runs them. */
  readonly migrations: readonly Migration[];
  readonly problems: readonly LayoutProblem[];
}

/** What a tool expects of downs: `required` it refuses the file without one, `expected` worth a warning, `optional` only where the project's other migrations have one, `none` there is no place for one. */
export type DownPolicy = 'required' | 'expected' | 'optional' | 'none';

/** A statement of a part, with its place in the file. */
export interface LocatedStatement {
  readonly file: string;
  /**
   * Where the statement's text begins in the file: add it to a relative offset (of a change or a problem). It is always that of
   * the latest replay: a statement that an edit only pushes down stays the same object, and so does all that was made of it.
   */
  readonly offset: number;
  readonly statement: Pick<Statement, 'kind' | 'text' | 'terminated'>;
  /** What the statement stands for, when it is generated: the place of whatever is in it. */
  readonly element?: Span;
}
