import type { FromItem } from '../sql/code/formula';
import type { Callable } from './catalogView';
import type { Execution } from './execution';
import { evaluate } from './formulas';
import type { Scope, SourceTable } from './scope';
import { series } from './series';
import { ANY_TUPLE, renamedTuple, type Tuple, tupleOf } from './tuple';
import { isRow, type Row, type Value } from './value';

type ItemOf<K extends FromItem['kind']> = Extract<FromItem, { readonly kind: K }>;

/**
 * The rows of one item of FROM. `isUnfiltered` says that the query has no condition: then the rows of catalogs about the server's own
 * objects are among them.
 */
export function sourceTable(source: FromItem, scope: Scope, run: Execution, isUnfiltered: boolean): SourceTable {
  switch (source.kind) {
    case 'relation':
      return relationTable(source, run, isUnfiltered);
    case 'calls':
      return calledTable(source, scope, run);
    case 'rows': {
      const columns = renamed(
        (source.rows[0] ?? []).map((_, i) => `column${i + 1}`),
        source,
      );
      const values = source.rows.map((row) => row.map((formula) => evaluate(formula, scope, run)));
      return { alias: source.alias, columns, rows: values.map((row) => tupleOf(columns, row)), ghosts: [] };
    }
    case 'query':
      return queriedTable(source, scope, run);
  }
}

function renamed(columns: readonly string[], { columnAliases }: FromItem): readonly string[] {
  return columnAliases.length === 0 ? columns : columns.map((column, i) => columnAliases[i] ?? column);
}

function relationTable(source: ItemOf<'relation'>, { view }: Execution, isUnfiltered: boolean): SourceTable {
  const { alias } = source;
  const { columns, rows, isCatalog, possible } = view.relation(source.name, source.schema);
  if (!isCatalog || columns === undefined) return { alias, columns, rows, ghosts: possible() };
  const names = renamed(columns, source);
  return {
    alias,
    columns: names,
    rows: source.columnAliases.length === 0 ? rows : rows.map((row) => renamedTuple(row, columns, names)),
    ghosts: isUnfiltered ? [ANY_TUPLE] : possible(),
  };
}

function queriedTable(source: ItemOf<'query'>, scope: Scope, run: Execution): SourceTable {
  const { rows, possible } = run.machine.query(source.query, scope, run);
  const [first] = [...rows, ...possible];
  const columns =
    first === undefined
      ? (columnsOfSource(source, run) ?? [])
      : renamed(
          first.fields.map(([name]) => name),
          source,
        );
  const tuple = ({ fields }: Row): Tuple =>
    tupleOf(
      columns,
      fields.map(([, value]) => value),
    );
  return { alias: source.alias, columns, rows: rows.map(tuple), ghosts: possible.map(tuple) };
}

/** The rows of functions in FROM. A function that is not known may return any rows. */
function calledTable(source: ItemOf<'calls'>, scope: Scope, run: Execution): SourceTable {
  const { alias, calls } = source;
  const columns = columnsOfCalls(source, run);
  const items = calls.length === 1 ? series(calls[0]!, scope, run) : zipped(calls.map((call) => series(call, scope, run)));
  if (items === undefined) return { alias, columns, rows: [], ghosts: [ANY_TUPLE] };
  return { alias, columns, rows: items.map((item, i) => tupleOf(columns, [...fieldsOf(item), i + 1])), ghosts: [] };
}

function fieldsOf(value: Value): readonly Value[] {
  return isRow(value) ? value.fields.map(([, field]) => field) : [value];
}

/** ROWS FROM: the rows of several functions side by side. */
function zipped(all: readonly (readonly Value[] | undefined)[]): readonly Value[] | undefined {
  if (all.includes(undefined)) return undefined;
  const length = Math.max(0, ...all.map((values) => values?.length ?? 0));
  return Array.from({ length }, (_, i): Row => ({ kind: 'row', fields: all.map((values, at) => [`${at}`, values?.[i] ?? null]) }));
}

/** The column names of functions in FROM: those of the results, or those of the alias. */
function columnsOfCalls({ calls, columnAliases, ordinality }: ItemOf<'calls'>, { view }: Execution): readonly string[] {
  const [call] = calls;
  const routine = call?.kind === 'call' ? view.routine(call, []) : undefined;
  const own = routine === undefined ? [] : resultColumns(routine);
  const named =
    own.length > columnAliases.length
      ? own.map((name, i) => (columnAliases.length > 1 || own.length === 1 ? (columnAliases[i] ?? name) : name))
      : columnAliases;
  return ordinality && named.length < calls.length + 1 ? [...named, 'ordinality'] : named;
}

function resultColumns(routine: Callable): readonly string[] {
  return (routine.code()?.parameters ?? []).flatMap(({ name, mode }) =>
    name !== undefined && (mode === 'table' || mode === 'out' || mode === 'inout') ? [name] : [],
  );
}

/** The columns of an item of FROM, as far as they are known without its rows. */
export function columnsOfSource(source: FromItem, run: Execution): readonly string[] | undefined {
  switch (source.kind) {
    case 'calls':
      return columnsOfCalls(source, run);
    case 'query': {
      const names = source.query.outputs.map((output) => (output.kind === 'formula' ? output.name : undefined));
      return names.includes(undefined) ? undefined : renamed(names as readonly string[], source);
    }
    default:
      return undefined;
  }
}
