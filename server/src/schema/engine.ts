import type { Change, TypeName } from '../sql/change';
import type { Formula } from '../sql/code/formula';
import type { Dialect } from '../sql/dialect';
import type { EngineId, EngineSigns } from '../sql/signs';
import type { Span } from '../text/span';
import type { TableRulesOf } from './apply/tableRules';
import type { Origin } from './model/object';
import type { Table } from './model/table';
import type { TypeUse } from './model/type';
import type { View } from './model/view';
import type { Problem } from './problem';
import type { SketchOf } from './sketch/sketch';

/**
 * A database engine: its SQL, and the effects of its statements on a schema. `S` is `Schema`, which names its own engine; the
 * parameter keeps the two files from importing each other. `model/schema.ts` defines `Engine` as `EngineOf<Schema>`.
 *
 * The seam of `apply`: an engine builds its own `apply` with `applier` from a table of families, one for each kind of change
 * that its reader makes. `schema/apply` has the families that engines share; these ask the engine for names, types and
 * `tables`. An engine's own families stand in `engines/<id>/apply`.
 */
export interface EngineOf<S> extends Dialect {
  /** A new database, before the first migration. */
  newDatabase(): S;
  /** The schema after a change. Never throws: a change that the server would refuse is reported and left out. */
  apply(schema: S, change: Change, at: (span: Span) => Origin): Applied<S>;
  /** Where the engine departs from the shared families of tables. */
  readonly tables: TableRulesOf<S>;
  /** True of a statement that commits the open transaction before it runs, so that no ROLLBACK undoes it. */
  commitsByItself(change: Change): boolean;

  /** The type that a written type means at this point; `unknown` where neither the engine nor the schema has it. */
  resolveType(schema: S, type: TypeName): TypeUse;
  /**
   * The type of an expression in a query; undefined when it is known to a database alone. `columnType` gives the types of the columns in
   * it.
   */
  expressionType(schema: S, formula: Formula, columnType: (path: readonly string[]) => TypeUse | undefined): TypeUse | undefined;
  /** The one type that the branches of a UNION or the two sides of a JOIN … USING get; undefined where one of them is unknown. */
  commonType(schema: S, branches: readonly BranchType[]): TypeUse | undefined;
  /** A type as the server prints it, by an alias that keeps a diagram narrow: `timestamptz`. Without one, the text as it is. */
  shortType(text: string): string;
  /** The built-in types that completion offers, likeliest first. */
  readonly usualTypes: readonly string[];

  /** The method of an index that names none: `btree`. */
  readonly indexMethod: string;
  /** `schema`: an index has its name beside those of tables and views. `table`: indexes of two tables may have one name. */
  readonly indexNames: 'schema' | 'table';
  /** A free name for an object that a statement makes without a name. `columns` are the names that it is composed of, in order. */
  chooseName(schema: S, owner: Table | View, kind: UnnamedKind, columns: readonly string[]): string;
  /**
   * The name that the engine gives to an index, a constraint or a sequence without one, before it is numbered to be free:
   * `orders_user_id_fkey` for the table, the columns and the label `fkey`. Cut to `longestName`.
   */
  composeName(table: string, columns: readonly string[], label: string): string;
  /**
   * Why the server refuses a change, as a sentence. `condition` is that of a problem of kind `refused`, `name` the text at the
   * problem's span: the object that it is about.
   */
  refusal(change: Change, before: S, condition: string, name: string): string;
  /** Whether the statement of a change may say `IF EXISTS`, or `IF NOT EXISTS` where it makes something. */
  mayAskExistence(change: Change): boolean;
  /** Whether CASCADE at the end of a DROP drops the dependents as well, so that the server does not refuse it because of them. */
  readonly dropsDependents: boolean;
  /** The most bytes of a name, in UTF-8. */
  readonly longestName: number;

  /** Objects as SQL to be read at a glance. */
  readonly sketch: SketchOf<S>;
  /**
   * The statement of a change, without a semicolon. A name is qualified where the change has its schema. Down migrations are written with
   * it. Undefined when no statement makes the change, and for kinds that the engine does not write.
   *
   * @param schema the schema before the change, or one with the same objects
   */
  statementOf(schema: S, change: Change): string | undefined;
  /**
   * Statements that make the schema in an empty database, in an order that the server accepts; each ends in a semicolon and a line feed. A
   * comment line stands for each object that the model does not hold as a whole, such as a function without its body.
   */
  statements(schema: S): string;
}

/** The type of one branch. `untyped`: a constant without a type, which takes that of the others. */
export type BranchType = TypeUse | 'untyped' | undefined;

/** A kind of object that an engine names when the statement does not. */
export type UnnamedKind = 'primary key' | 'unique' | 'exclusion' | 'check' | 'foreign key' | 'not null' | 'index' | 'sequence';

/** An engine whose parser is not loaded yet. */
export interface EngineDescriptionOf<S> {
  /** The engine's id in configurations: `postgresql`. */
  readonly id: EngineId;
  readonly name: string;
  readonly signs: EngineSigns;
  /** Loads its parser. Never rejects: a smaller one takes over where the parser cannot run. */
  load(): Promise<EngineOf<S>>;
}

export interface Applied<S> {
  readonly schema: S;
  readonly problems: readonly Problem[];
  /** True when the change did not take place. The changes that are part of it do not either. */
  readonly skipped: boolean;
}
