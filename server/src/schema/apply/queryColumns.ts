import type { QueryOutput, QueryShape, QuerySource } from '../../sql/change';
import type { Formula } from '../../sql/code/formula';
import type { Dependency } from '../model/object';
import type { Schema } from '../model/schema';
import type { Table } from '../model/table';
import type { TypeUse } from '../model/type';
import type { View } from '../model/view';
import { findRelation } from '../queries';
import type { Context } from './context';
import { reportUnknownTable } from './lookup';
import { routinesNamed } from './routineUses';

export interface OutputColumn {
  readonly name: string;
  readonly type?: TypeUse;
  /** True of a constant without a type. It becomes text, unless another branch of the query has a type. */
  readonly isUntyped?: true;
}
/** The columns of one source, and the name that the query knows it by. */
interface Scope {
  readonly alias: string | undefined;
  readonly columns: readonly (OutputColumn & { readonly dependency?: Dependency })[];
  /** Columns that JOIN … USING or NATURAL merges with those of the sources before; `*` for NATURAL. */
  readonly merged: readonly string[];
}

/** The scopes of nested queries, innermost first. A name that is not found in one is looked up in the next. */
export type Levels = readonly (readonly Scope[])[];

/** The columns of a query, with stars expanded, and the relations and columns that it reads. Columns of an unknown relation are missing. */
export function queryColumns(
  schema: Schema,
  query: QueryShape,
  context: Context,
  outer: Levels = [],
): { readonly columns: readonly OutputColumn[]; readonly dependsOn: readonly Dependency[] } {
  if (query.branches !== undefined) return branchColumns(schema, query.branches, context, outer);
  const dependsOn: Dependency[] = [];
  const scopes: Scope[] = [];
  for (const source of query.sources) {
    const seen = source.kind === 'query' && source.isLateral === true ? [[...scopes], ...outer] : outer;
    scopes.push(scopeOf(schema, source, dependsOn, context, seen));
  }
  const levels = [scopes, ...outer];
  const columns = query.outputs.flatMap((output) => expand(schema, output, levels, dependsOn));
  dependsOn.push(...joinedBy(scopes));
  for (const { column, qualifier } of query.references ?? []) {
    const dependency = findColumn(levels, column, qualifier, schema)?.dependency;
    if (dependency !== undefined) dependsOn.push(dependency);
  }
  for (const relation of routinesNamed(schema, query.calls ?? [])) dependsOn.push({ relation, column: 0 });
  return { columns, dependsOn };
}

/** Columns of a set operation have the names of its first branch. */
function branchColumns(schema: Schema, branches: readonly QueryShape[], context: Context, outer: Levels): ReturnType<typeof queryColumns> {
  const each = branches.map((branch) => queryColumns(schema, branch, context, outer));
  const columns = (each[0]?.columns ?? []).map(({ name }, i): OutputColumn => {
    const types = each.map((branch) => (branch.columns[i]?.isUntyped === true ? 'untyped' : branch.columns[i]?.type));
    const type = schema.engine.commonType(schema, types);
    return { name, ...(type === undefined ? {} : { type }) };
  });
  return { columns, dependsOn: each.flatMap(({ dependsOn }) => dependsOn) };
}

function scopeOf(schema: Schema, source: QuerySource, dependsOn: Dependency[], context: Context, outer: Levels): Scope {
  const columns = sourceColumns(schema, source, dependsOn, context, outer).map((column, i) => ({
    ...column,
    name: source.columnAliases[i] ?? column.name,
  }));
  const alias = source.alias ?? (source.kind === 'relation' ? source.name.name.text : undefined);
  return { alias, columns, merged: source.joinUsing ?? [] };
}

function sourceColumns(schema: Schema, source: QuerySource, dependsOn: Dependency[], context: Context, outer: Levels): Scope['columns'] {
  switch (source.kind) {
    case 'other':
      return source.columnAliases.map((name) => ({ name }));
    case 'query': {
      const inner = queryColumns(schema, source.query, context, outer);
      dependsOn.push(...inner.dependsOn);
      return inner.columns;
    }
    case 'relation': {
      const ref = findRelation(schema, source.name.name.text, source.name.schema?.text);
      const relation = ref?.kind === 'table' ? schema.tables.get(ref.id) : ref?.kind === 'view' ? schema.views.get(ref.id) : undefined;
      if (ref === undefined) reportUnknownTable(schema, source.name, context);
      if (relation === undefined) return [];
      dependsOn.push({ relation: relation.id, column: 0 });
      return columnsOf(relation);
    }
  }
}

function columnsOf(relation: Table | View): Scope['columns'] {
  return relation.columns.map((column) => ({
    name: column.name,
    ...(column.type === undefined ? {} : { type: column.type }),
    dependency: { relation: relation.id, column: column.number },
  }));
}

/** The scope of an expression about the rows of a table. */
export function tableLevel(table: Table): Levels {
  return [[{ alias: table.name, columns: columnsOf(table), merged: [] }]];
}

function expand(schema: Schema, output: QueryOutput, levels: Levels, dependsOn: Dependency[]): readonly OutputColumn[] {
  const [scopes = []] = levels;
  if (output.kind === 'column') {
    const found = output.source === undefined ? undefined : findColumn(levels, output.source.column, output.source.qualifier, schema);
    if (found?.dependency !== undefined) dependsOn.push(found.dependency);
    const type =
      output.type === undefined ? (found?.type ?? typeOf(schema, output.formula, levels)) : schema.engine.resolveType(schema, output.type);
    return [{ name: output.name, ...(type === undefined ? {} : { type }), ...(isUntyped(output.formula) ? { isUntyped: true } : {}) }];
  }
  const wanted = scopes.filter((scope) => output.qualifier === undefined || scope.alias === output.qualifier);
  const columns = output.qualifier === undefined ? mergedOrder(wanted, schema) : wanted.flatMap((scope) => scope.columns);
  for (const column of columns) if (column.dependency !== undefined) dependsOn.push(column.dependency);
  return columns.map(({ name, type }) => ({ name, ...(type === undefined ? {} : { type }) }));
}

/** The columns that JOIN … USING and NATURAL compare, of both sides. */
function joinedBy(scopes: readonly Scope[]): readonly Dependency[] {
  return scopes.flatMap((scope, i) => {
    const before = scopes.slice(0, i).flatMap(({ columns }) => columns);
    const names =
      scope.merged[0] === '*'
        ? scope.columns.map(({ name }) => name).filter((name) => before.some((column) => column.name === name))
        : scope.merged;
    return [...before, ...scope.columns].flatMap(({ name, dependency }) =>
      dependency !== undefined && names.includes(name) ? dependency : [],
    );
  });
}

function typeOf(schema: Schema, formula: Formula | undefined, levels: Levels): TypeUse | undefined {
  if (formula === undefined) return undefined;
  return schema.engine.expressionType(schema, formula, (path) => findColumn(levels, path.at(-1) ?? '', path.at(-2), schema)?.type);
}

/** The columns of `*`, which shows those of JOIN … USING once, before all others (PostgreSQL's manual, 7.2.1.1). */
function mergedOrder(scopes: readonly Scope[], schema: Schema): Scope['columns'] {
  let result: Scope['columns'] = [];
  for (const scope of scopes) {
    const natural = scope.merged[0] === '*';
    const shared = natural
      ? result.map((column) => column.name).filter((name) => scope.columns.some((column) => column.name === name))
      : scope.merged;
    const first = shared.flatMap((name) => mergedColumn([result, scope.columns], name, schema) ?? []);
    const rest = result.filter((column) => !shared.includes(column.name));
    result = [...first, ...rest, ...scope.columns.filter((column) => !shared.includes(column.name))];
  }
  return result;
}

/** The one column that both sides of a join have, of their common type (transformFromClauseItem in PostgreSQL's parse_clause.c). */
function mergedColumn(sides: readonly Scope['columns'][], name: string, schema: Schema): Scope['columns'][number] | undefined {
  const found = sides.flatMap((columns) => columns.find((column) => column.name === name) ?? []);
  const [first] = found;
  if (first === undefined) return undefined;
  const { type: _, ...bare } = first;
  const types = found.map(({ type }) => type);
  const type = schema.engine.commonType(schema, types);
  return { ...bare, ...(type === undefined ? {} : { type }) };
}

function findColumn(levels: Levels, column: string, qualifier: string | undefined, schema: Schema): Scope['columns'][number] | undefined {
  for (const scopes of levels) {
    const found = columnIn(scopes, column, qualifier, schema);
    if (found !== undefined) return found;
  }
  return undefined;
}

function columnIn(
  scopes: readonly Scope[],
  column: string,
  qualifier: string | undefined,
  schema: Schema,
): Scope['columns'][number] | undefined {
  const having = scopes.filter(
    (scope) => (qualifier === undefined || scope.alias === qualifier) && scope.columns.some(({ name }) => name === column),
  );
  const isMerged = qualifier === undefined && having.slice(1).some(({ merged }) => merged[0] === '*' || merged.includes(column));
  return mergedColumn(
    (isMerged ? having : having.slice(0, 1)).map(({ columns }) => columns),
    column,
    schema,
  );
}

/** True of a text or NULL without a type: it takes the type of the branches beside it (PostgreSQL's manual, 10.5). */
export function isUntyped(formula: Formula | undefined): boolean {
  return formula?.kind === 'constant' && (formula.value === null || typeof formula.value === 'string');
}
