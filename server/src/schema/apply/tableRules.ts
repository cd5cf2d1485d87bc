import type { ColumnDefinition, Expression } from '../../sql/change';
import type { ObjectId, Origin } from '../model/object';
import type { Column, Table } from '../model/table';
import type { TypeUse } from '../model/type';
import type { Context } from './context';

/**
 * Steps in which engines differ within the shared families of tables, columns, constraints and indexes: `schema.engine.tables`. Every
 * member is optional: without it, a family makes only the change itself. An engine that differs in more than these steps has a family of
 * its own, written with the functions of `schema/apply`. `S` is `Schema`, as in `EngineOf`.
 */
export interface TableRulesOf<S> {
  /**
   * Completes a new column with the other effects of its definition, which gave it type, NOT NULL, default and expression: a sequence, a
   * name of NOT NULL.
   */
  completeColumn?(schema: S, table: Table, column: Column, definition: ColumnDefinition, context: Context): readonly [S, Column];
  /** False for a default that the catalog does not keep, such as DEFAULT NULL. */
  keepsDefault?(schema: S, written: Expression, type: TypeUse): boolean;
  /** Makes the columns of a new primary key NOT NULL. `isNew`: the statement that makes the table makes the key as well. */
  requireColumns?(schema: S, table: Table, columns: readonly number[], origin: Origin, isNew: boolean): S;
  /**
   * The constraint that keeps another one of the table from getting the name; undefined when the name is free. One with a
   * `parent` is not reported: the new check is the one that the table has already. Without this member: any constraint of the table.
   */
  constraintNamed?(schema: S, table: Table, name: string): NamedConstraint | undefined;
  /** Called after a check or a foreign key is added, unless it is for this table ONLY. */
  constraintAdded?(schema: S, table: ObjectId, constraint: ObjectId, origin: Origin): S;
  /** Called after an index is added, with a key or alone, unless it is for this table ONLY. */
  indexAdded?(schema: S, table: ObjectId, index: ObjectId, origin: Origin): S;
}

export interface NamedConstraint {
  readonly created: Origin;
  readonly parent?: ObjectId;
}
