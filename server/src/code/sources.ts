import { findRoutineByCall } from '../engines/postgres/code/callable';
import type { CatalogRelation, CatalogRow } from '../engines/postgres/code/catalog/relation';
import { catalogRelation } from '../engines/postgres/code/relations';
import { findType } from '../schema/findType';
import type { Gap } from '../schema/model/gap';
import type { ObjectId } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import type { Table, TableRows } from '../schema/model/table';
import { findRelation } from '../schema/queries';
import type { Query, Source } from '../sql/formula';
import { evaluate } from './formulas';
import type { Run } from './run';
import type { Scope, SourceTable } from './scope';
import { series } from './series';
import { storedRow } from './storedRow';
import { isRow, known as knownText, type Row, UNKNOWN, type Value } from './value';

/** What a nested query gives: handed in, because queries stand above their sources. */
export type Nested = (query: Query, scope: Scope) => { readonly rows: readonly Row[]; readonly possible: readonly Row[] };

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
        ghosts: isUnfiltered || (catalog.isPartial && !run.supposes) ? [ANYTHING] : run.supposes ? [] : ghostRows(catalog, run.schema),
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
      const { rows, possible } = nested(source.query, scope);
      const [first] = [...rows, ...possible];
      const columns = first === undefined ? (columnsOfSource(source, run) ?? []) : named(first.fields.map(([name]) => name));
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
  const table = schema.tables.get(id);
  const stored = supposes && table !== undefined ? storedRows(schema, table) : 'unknown';
  if (stored === 'unknown' || table === undefined) return { alias, columns, rows: [], ghosts: [ANYTHING] };
  return { alias, columns, rows: stored.map((row) => storedRow(row, table)), ghosts: [] };
}

/** The rows of a table are those of its partitions too. */
function storedRows(schema: Schema, { id, partitionOf }: Table): TableRows {
  const others = [...(partitionOf === undefined ? [] : [partitionOf]), ...(schema.children.get(id) ?? [])];
  return others.some((other) => schema.rows.has(other)) ? 'unknown' : (schema.rows.get(id) ?? []);
}

/**
 * Rows that a gap in the model may hide: of the objects that it may touch the name or the table is known. One that may touch
 * anything hides nothing in particular: the model is then the best that is known, and a question to it is answered.
 */
function ghostRows(catalog: CatalogRelation, schema: Schema): readonly CatalogRow[] {
  const gaps = schema.gaps.filter((gap) => gap.kinds === undefined || gap.kinds.has(catalog.about));
  const names = gaps.reduce((sum, { mayTouch }) => sum + (mayTouch?.size ?? 0), 0);
  return names > MOST_GHOSTS ? [ANYTHING] : gaps.flatMap((gap) => ghostsOf(gap, catalog, schema));
}

/** Where more names than these may be missing, any may. */
const MOST_GHOSTS = 24;

function ghostsOf(gap: Gap, { name, owner }: CatalogRelation, schema: Schema): readonly CatalogRow[] {
  return [...(gap.mayTouch ?? [])].flatMap((touched) =>
    (owner === undefined ? [name] : [name, owner]).flatMap((known): readonly CatalogRow[] => {
      const own = known === name;
      // Looked up late: most of these rows fit no condition, and hardly any is asked for its id.
      let found: Value | undefined;
      const oid = (): Value => {
        found ??= { kind: 'oid', id: idOf(schema, touched) };
        return found;
      };
      const isId = /(rel|typ)id$/.test(known);
      const value = isId ? UNKNOWN : knownText(touched);
      return [{ get: (column) => (column === known ? (isId ? oid() : value) : own && column === 'oid' ? oid() : UNKNOWN) }];
    }),
  );
}

/** Of an object that the schema may lack its name stands for its id. */
function idOf(schema: Schema, name: string): ObjectId | string {
  return findRelation(schema, name)?.id ?? findType(schema, { name }) ?? name;
}

/** What functions give that give rows; any other that nobody here knows may give any. */
function calledTable({ alias, calls, columnAliases, ordinality }: CallSource, scope: Scope, run: Run): SourceTable {
  const columns = columnsOfCalls({ calls, columnAliases, ordinality }, run) ?? [alias];
  const items = calls.length === 1 ? series(calls[0]!, scope, run) : zipped(calls.map((call) => series(call, scope, run)));
  if (items === undefined) return { alias, columns, rows: [], ghosts: [ANYTHING] };
  return { alias, columns, rows: items.map((item, i) => rowOf(columns, [...fieldsOf(item), i + 1])), ghosts: [] };
}

type CallSource = Extract<Source, { kind: 'calls' }>;

function fieldsOf(value: Value): readonly Value[] {
  return isRow(value) ? value.fields.map(([, field]) => field) : [value];
}

/** ROWS FROM: the rows of several functions side by side. */
function zipped(all: readonly (readonly Value[] | undefined)[]): readonly Value[] | undefined {
  if (all.includes(undefined)) return undefined;
  const length = Math.max(0, ...all.map((values) => values?.length ?? 0));
  return Array.from({ length }, (_, i): Row => ({ kind: 'row', fields: all.map((values, at) => [`${at}`, values?.[i] ?? null]) }));
}

/** The columns of a function in FROM are called as its results are, or as the alias says. */
function columnsOfCalls(
  { calls, columnAliases, ordinality }: Pick<CallSource, 'calls' | 'columnAliases' | 'ordinality'>,
  run: Run,
): readonly string[] | undefined {
  const [call] = calls;
  const routine = call?.kind === 'call' ? findRoutineByCall(run.schema, call, []) : undefined;
  const own = routine === undefined ? [] : run.routines.columns(run, routine);
  const named =
    own.length > columnAliases.length
      ? own.map((name, i) => (columnAliases.length > 1 || own.length === 1 ? (columnAliases[i] ?? name) : name))
      : columnAliases;
  return ordinality && named.length < calls.length + 1 ? [...named, 'ordinality'] : named;
}

/** The columns of an item of FROM as far as they are known without its rows. */
export function columnsOfSource(source: Source, run: Run): readonly string[] | undefined {
  switch (source.kind) {
    case 'calls':
      return columnsOfCalls(source, run);
    case 'query': {
      const names = source.query.outputs.map((output) => (output.kind === 'formula' ? output.name : undefined));
      return names.includes(undefined) ? undefined : names.map((name, i) => source.columnAliases[i] ?? name!);
    }
    default:
      return undefined;
  }
}
