import type { Constraint } from './constraint';
import type { Expression } from './expression';
import type { ObjectId, Origin, SchemaObject } from './object';
import type { PostgresColumn, PostgresTable } from './postgres';
import type { Index } from './tableIndex';
import type { TypeUse } from './type';

export interface Column {
  /** 1, 2, 3 … in order of creation; numbers of dropped columns are not used again. */
  readonly number: number;
  readonly name: string;
  readonly type: TypeUse;
  readonly notNull: boolean;
  readonly default?: Expression;
  readonly generated?: {
    readonly kind: 'stored' | 'virtual';
    readonly expression: Expression;
    /** Numbers of the columns that it is worked out from, and falls with. */
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
  /** Id of that function, where it is known. */
  readonly routine?: ObjectId;
  /** `BEFORE UPDATE FOR EACH ROW` and the like, for documents. */
  readonly description: string;
  /** Numbers of the columns that it names, and falls with. */
  readonly columns?: readonly number[];
  /** Comes from the partitioned table that the table is a part of, and goes with that one's. */
  readonly cloned?: boolean;
  readonly comment?: string;
  readonly created: Origin;
}

export interface Table extends SchemaObject {
  readonly kind: 'table' | 'partitioned table' | 'foreign table';
  readonly temporary: boolean;
  /** True of a temporary table that is gone when the transaction ends that made it. Only PostgreSQL has such; the replay of all engines asks. */
  readonly onCommitDrop?: true;
  readonly columns: readonly Column[];
  readonly nextColumnNumber: number;
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly triggers: readonly Trigger[];
  readonly postgres?: PostgresTable;
}

/** Few rows of constants, each by the numbers of the columns; a value is undefined, and so are all rows, where nobody can tell. */
export type TableRows = 'unknown' | readonly StoredRow[];

export type StoredRow = ReadonlyMap<number, string | number | boolean | null | undefined>;
