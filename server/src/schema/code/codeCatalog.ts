import type { CatalogView, FailedCast } from '../../code/catalogView';
import type { Tuple } from '../../code/tuple';
import type { Value } from '../../code/value';
import type { Call } from '../../sql/code/formula';
import type { GapKind } from '../model/gap';
import type { Routine } from '../model/routine';
import type { Schema } from '../model/schema';
import type { Problem } from '../problem';
import type { Touch } from './touch';

/** An engine's catalogs, types, functions and conditions over the schema model, for code that is followed. */
export interface CodeCatalog
  extends Pick<CatalogView, 'operate' | 'givesRows' | 'rows' | 'isAggregate' | 'aggregate' | 'conditionName' | 'handles'> {
  /** The catalog that FROM names; undefined for tables of users, and for catalogs of which nothing is known. */
  relation(name: string, inSchema: string | undefined): CatalogRelation | undefined;
  /** The routine that a call means. */
  routine(schema: Schema, call: Pick<Call, 'schema' | 'name'>, values: readonly Value[]): Routine | undefined;
  cast(type: string, value: Value, state: CatalogState): Value | FailedCast;
  /** The result of a built-in function; undefined for any other function, and for one that is not known here. */
  call(name: string, values: readonly Value[], state: CatalogState): Value | undefined;
  /** The condition of an error that the database would report for a problem. */
  conditionOf(problem: Problem): string;
  /** The objects that a statement may touch, of which only the beginning can be read. */
  touchOfText(text: string): Touch;
}

export interface CatalogState {
  readonly schema: Schema;
  /** True when likely answers count as known. */
  readonly supposes: boolean;
}

/** A catalog or a view of the information schema, as far as the model knows its rows. */
export interface CatalogRelation {
  /** The kind of the objects that its rows are about, for the gaps that may hide some of them. */
  readonly about: GapKind;
  /** The column with the name of the object that a row is about. */
  readonly name: string;
  /** The column with the table that the object belongs to. */
  readonly owner?: string;
  /** The column with the id of the object that a row is about. */
  readonly id: string;
  /** True of a column that holds the id of an object, so that `name` or `owner` in it is an id as well. */
  isId(column: string): boolean;
  readonly columns: readonly string[];
  /** True when the model knows only some of its rows. */
  readonly isPartial: boolean;
  /** The same array for the same schema. */
  rows(schema: Schema): readonly Tuple[];
}
