import type { ObjectId } from './object';
import type { Policy } from './policy';

/*
 * The properties of tables and columns that PostgreSQL alone has. Other members that only PostgreSQL fills stay where they are: identity
 * and generated columns have counterparts elsewhere, the parts of constraints and indexes (`parent`) are followed by cascades and renames,
 * and sequences, types, extensions and the search path are empty maps and lists for another engine.
 */

/** The properties of a table that PostgreSQL alone has. */
export interface PostgresTable {
  /** The parents that INHERITS names. */
  readonly inherits: readonly ObjectId[];
  /** The partitioned table that this one is a partition of. */
  readonly partitionOf?: ObjectId;
  /** The text behind PARTITION BY. */
  readonly partitionBy?: string;
  /** Numbers of the columns that the table is partitioned by; expressions are left out. */
  readonly partitionKey?: readonly number[];
  readonly policies: readonly Policy[];
  readonly rowSecurity: boolean;
}

/** The properties of a column that PostgreSQL alone has. */
export interface PostgresColumn {
  /** True of a column that came from a parent table and is not defined in this one as well. */
  readonly inherited?: true;
  /** The name of NOT NULL, which is a constraint since PostgreSQL 18. */
  readonly notNullName?: string;
  /** True of a NOT NULL that came from a parent table and is not declared in this one as well. */
  readonly notNullInherited?: true;
  /** True of a NOT NULL that the tables below do not inherit. */
  readonly notNullNoInherit?: true;
}
