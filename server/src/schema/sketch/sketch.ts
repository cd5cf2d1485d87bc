import type { Constraint } from '../model/constraint';
import type { Column, Table } from '../model/table';
import type { Index } from '../model/tableIndex';
import type { Type } from '../model/type';
import type { View } from '../model/view';

/**
 * Objects as SQL to be read at a glance, in a hover for example: without the default schema, without clauses that state a default, and
 * cut where they are long. An engine takes those that differ out of `commonSketch` and writes its own. `S` is `Schema`, as in `EngineOf`.
 */
export interface SketchOf<S> {
  /** CREATE TABLE, followed by CREATE INDEX for each index that no constraint owns. */
  table(schema: S, table: Table): string;
  /** The definition of a column as in CREATE TABLE. Of its constraints only NOT NULL is included. */
  column(schema: S, column: Column): string;
  /** A constraint as in CREATE TABLE, always with its name, because dropping it needs that. */
  constraint(schema: S, table: Table, constraint: Constraint): string;
  /** CREATE INDEX. */
  index(schema: S, owner: Table | View, index: Index): string;
  /** The statement that makes the type. Of a type that is known by name only, there is no more than the name. */
  type(schema: S, type: Type): string;
  /** CREATE VIEW or CREATE MATERIALIZED VIEW. */
  view(schema: S, view: View): string;
}
