import type { Constraint } from './constraint';
import type { Expression } from './expression';
import type { ObjectId, Origin, SchemaObject } from './object';
import type { PostgresColumn, PostgresTable } from './postgres';
import type { Index } from './tableIndex';
import type { TypeUse } from './type';

export interface Column {
  /** 1, 2, 3 … in order of creation. The number of a dropped column is not used again (pg_attribute.attnum). */
  readonly number: number;
  readonly name: string;
  readonly type: TypeUse;
  readonly notNull: boolean;
  readonly default?: Expression;
  readonly generated?: {
    readonly kind: 'stored' | 'virtual';
    readonly expression: Expression;
    /** Numbers of the columns that the expression reads: dropping one of them drops this column. */
    readonly columns?: readonly number[];
  };
  readonly identity?: 'always' | 'by default';
  readonly comment?: string;
  readonly postgres?: PostgresColumn;
  readonly created: Origin;
  readonly changed: Origin;
}

export interface Trigger {
  readonly name: string;
  readonly function?: string;
  /** Id of the function; absent where the schema does not have it. */
  readonly routine?: ObjectId;
  /** For documents, such as `BEFORE UPDATE FOR EACH ROW`. */
  readonly description: string;
  /** Numbers of the columns that the trigger names: dropping one of them drops the trigger. */
  readonly columns?: readonly number[];
  /** True when the trigger was cloned from the partitioned table, so it is dropped with that one's (pg_trigger.tgparentid). */
  readonly cloned?: boolean;
  readonly comment?: string;
  readonly created: Origin;
}

export interface Table extends SchemaObject {
  readonly kind: 'table' | 'partitioned table' | 'foreign table';
  readonly temporary: boolean;
  /**
   * True of a temporary table that is dropped at the end of the transaction that made it. Only PostgreSQL sets it, but the replay of every
   * engine reads it.
   */
  readonly onCommitDrop?: true;
  readonly columns: readonly Column[];
  readonly nextColumnNumber: number;
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly triggers: readonly Trigger[];
  readonly postgres?: PostgresTable;
}

/** The rows of a table; `unknown` when they cannot be determined, or are more than a few. */
export type TableRows = 'unknown' | readonly StoredRow[];

/** Values by column number; undefined for a value that is not known. */
export type StoredRow = ReadonlyMap<number, string | number | boolean | null | undefined>;
