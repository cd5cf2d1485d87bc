import type { Formula, Query, Source } from '../../sql/formula';
import type { Gap, ObjectId, Schema } from '../model';
import { isWhole } from '../partialText';
import { findRelation } from '../queries';
import { findType } from '../typeUse';
import type { CatalogRelation, CatalogRow } from './catalog/relation';
import { evaluate } from './formulas';
import { catalogRelation } from './relations';
import type { Run } from './run';
import type { Scope, SourceTable } from './scope';
import { isList, known as knownText, type Row, textOf, UNKNOWN, type Value } from './value';

/** What a nested query gives: handed in, because queries stand above their sources. */
type Nested = (query: Query) => { readonly rows: readonly Row[]; readonly possible: readonly Row[] };

/** The rows that one item of FROM brings. Without any condition in the query the catalog's own objects are among them. */
export function sourceTable(source: Source, scope: Scope, run: Run, isUnfiltered: boolean, nested: Nested): SourceTable {
  const { alias } = source;
  const named = (columns: readonly string[]): readonly string[] => columns.map((column, i) => source.columnAliases[i] ?? column);
  switch (source.kind) {
    case 'relation': {
      const catalog = catalogRelation(source.name, source.schema);
      if (catalog === undefined) return userTable(source, run);
      const columns = [...catalog.columns];
      const rows = catalog.rows(run.schema);
      return {
        alias,
        columns: named(columns),
        rows: source.columnAliases.length === 0 ? rows : rows.map((row) => renamed(row, columns, named(columns))),
        ghosts: isUnfiltered ? [ANYTHING] : run.supposes ? [] : ghostRows(catalog, run.schema),
      };
    }
    case 'calls':
      return calledTable(source, scope, run);
    case 'rows': {
      const columns = named((source.rows[0] ?? []).map((_, i) => `column${i + 1}`));
      const values = source.rows.map((row) => row.map((formula) => evaluate(formula, scope, run)));
      return { alias, columns, rows: values.map((row) => rowOf(columns, row)), ghosts: [] };
    }
    case 'query': {
      const { rows, possible } = nested(source.query);
      const columns = named([...rows, ...possible][0]?.fields.map(([name]) => name) ?? []);
      const rowsOf = (some: readonly Row[]): readonly CatalogRow[] =>
        some.map(({ fields }) =>
          rowOf(
            columns,
            fields.map(([, value]) => value),
          ),
        );
      return { alias, columns, rows: rowsOf(rows), ghosts: rowsOf(possible) };
    }
  }
}

const ANYTHING: CatalogRow = { get: () => UNKNOWN };

function rowOf(columns: readonly string[], values: readonly Value[]): CatalogRow {
  return { get: (column) => values[columns.indexOf(column)] ?? null };
}

function renamed(row: CatalogRow, columns: readonly string[], names: readonly string[]): CatalogRow {
  return { get: (name) => row.get(columns[names.indexOf(name)] ?? name) };
}

/** What stands in a table of a user only a run would tell; but likely nothing, where no migration has put anything in. */
function userTable({ alias, name, schema: inSchema }: Extract<Source, { kind: 'relation' }>, { schema, supposes }: Run): SourceTable {
  const id = findRelation(schema, name, inSchema)?.id ?? -1;
  const columns = (schema.tables.get(id) ?? schema.views.get(id))?.columns.map((column) => column.name);
  return { alias, columns, rows: [], ghosts: supposes && schema.tables.has(id) && isEmpty(schema, id) ? [] : [ANYTHING] };
}

/** The rows of a table are those of its partitions too. */
function isEmpty(schema: Schema, table: ObjectId): boolean {
  const above = schema.tables.get(table)?.partitionOf;
  const family = [table, ...(above === undefined ? [] : [above]), ...(schema.children.get(table) ?? [])];
  return !family.some((id) => schema.filled.has(id));
}

/**
 * Rows that a gap in the model may hide: of the objects that it may touch the name or the table is known. One that may touch
 * anything hides nothing in particular: the model is then the best that is known, and a question to it is answered.
 */
function ghostRows(catalog: CatalogRelation, schema: Schema): readonly CatalogRow[] {
  return schema.gaps
    .filter((gap) => gap.kinds === undefined || gap.kinds.has(catalog.about))
    .flatMap((gap) => ghostsOf(gap, catalog, schema));
}

function ghostsOf(gap: Gap, { name, owner }: CatalogRelation, schema: Schema): readonly CatalogRow[] {
  return [...(gap.mayTouch ?? [])].flatMap((touched) =>
    (owner === undefined ? [name] : [name, owner]).flatMap((known): readonly CatalogRow[] => {
      const own = known === name;
      const oid: Value = { kind: 'oid', id: idOf(schema, touched) };
      const value = /(rel|typ)id$/.test(known) ? oid : knownText(touched);
      return [{ get: (column) => (column === known ? value : own && column === 'oid' ? oid : UNKNOWN) }];
    }),
  );
}

/** Of an object that the schema may lack its name stands for its id. */
function idOf(schema: Schema, name: string): ObjectId | string {
  return findRelation(schema, name)?.id ?? findType(schema, { name }) ?? name;
}

/** unnest() and generate_series() of what is known; any other function may give any rows. */
function calledTable({ alias, calls, columnAliases, ordinality }: Extract<Source, { kind: 'calls' }>, scope: Scope, run: Run): SourceTable {
  const items = calls.length === 1 ? series(calls[0]!, scope, run) : undefined;
  if (items === undefined) return { alias, columns: columnAliases, rows: [], ghosts: [ANYTHING] };
  const columns = ordinality ? [columnAliases[0] ?? alias, columnAliases[1] ?? 'ordinality'] : columnAliases;
  return { alias, columns, rows: items.map((item, i) => rowOf(columns, [item, i + 1])), ghosts: [] };
}

const SERIES: ReadonlySet<string> = new Set(['unnest', 'generate_series', 'string_to_table', 'regexp_split_to_table']);

/** True of functions that give several rows where they stand among the outputs. */
export function givesSeries(formula: Formula): boolean {
  return formula.kind === 'call' && formula.schema === undefined && SERIES.has(formula.name);
}

/** Longer series are not counted out. */
const LONGEST_SERIES = 10_000;

/** What unnest() and its like give, in order; undefined for what cannot be told and for other functions. */
export function series(call: Formula, scope: Scope, run: Run): readonly Value[] | undefined {
  if (call.kind !== 'call' || !givesSeries(call)) return undefined;
  const [first = null, second = null, step = 1] = call.arguments.map((argument) => evaluate(argument, scope, run));
  if (call.name === 'unnest') return isList(first) ? first.items : undefined;
  if (call.name === 'generate_series') return numbers(first, second, step);
  const [text, by] = [textOf(first), textOf(second)];
  return text === null || by === null || !isWhole(text + by) || /[\\[\](){}.*+?|^$]/.test(by) ? undefined : text.split(by);
}

function numbers(from: Value, to: Value, step: Value): readonly Value[] | undefined {
  if (typeof from !== 'number' || typeof to !== 'number' || typeof step !== 'number' || step === 0) return undefined;
  const length = Math.max(0, Math.floor((to - from) / step) + 1);
  return length > LONGEST_SERIES ? undefined : Array.from({ length }, (_, i) => from + i * step);
}
