import {
  astVisitor,
  type CreateMaterializedViewStatement,
  type CreateViewStatement,
  type Expr,
  type From,
  type Name as NameNode,
  type SelectFromStatement,
  type SelectStatement,
} from 'pgsql-ast-parser';
import type { Change, QueryOutput, QueryShape, QuerySource, TypeName } from '../../../../sql/change';
import { ONE_COLUMN } from '../oneColumn';
import { hidden, renamed } from '../shapes';
import { names, type Source } from '../source';
import { figuredName } from './expressions';
import { qualifiedName, tokenOf, typeName } from './names';

export function lowerCreateView(statement: CreateViewStatement | CreateMaterializedViewStatement, source: Source): Change[] {
  const name = qualifiedName(statement.name, source);
  const after = source.cursor.indexAt(name.name.span.end);
  const as = source.cursor.tokens[source.cursor.findTop('as', after)];
  const materialized = statement.type === 'create materialized view';
  return [
    {
      kind: 'createView',
      name,
      materialized,
      orReplace: !materialized && statement.orReplace === true,
      ifNotExists: materialized && statement.ifNotExists === true,
      temporary: (!materialized && statement.temp === true) || statement.name.schema === 'pg_temp',
      columnNames: names(texts(statement.columnNames), source, after, source.cursor.tokens.length),
      query: queryShape(statement.query, source, new Map()),
      definition: as === undefined ? '' : source.text.slice(as.end).trim(),
    },
  ];
}

/** Names that WITH gives to queries. */
type CommonTables = ReadonlyMap<string, QueryShape>;

/** The sources and output columns of a query. In a set operation, the first branch names the columns. */
function queryShape(query: SelectStatement, source: Source, outer: CommonTables): QueryShape {
  switch (query.type) {
    case 'select':
      return selectShape(query, source, outer);
    case 'values':
      return { outputs: (query.values[0] ?? []).map((value, i) => output(value, `column${i + 1}`, source)), sources: [] };
    case 'union':
    case 'union all': {
      const first = queryShape(query.left, source, outer);
      const second = queryShape(query.right, source, outer);
      return { outputs: first.outputs, sources: [...first.sources, ...hidden(second.sources)] };
    }
    case 'with': {
      const named = new Map(outer);
      for (const { alias, statement } of query.bind) if (isQuery(statement)) named.set(alias.name, queryShape(statement, source, named));
      return isQuery(query.in) ? queryShape(query.in, source, named) : { outputs: [], sources: [] };
    }
    case 'with recursive': {
      // A recursive query reads itself: its first branch alone decides the columns.
      const name = query.alias.name;
      const aliases = texts(query.columnNames);
      const first = renamed(queryShape(query.bind.left, source, outer), aliases);
      const shape = renamed(queryShape(query.bind, source, new Map([...outer, [name, first]])), aliases);
      return isQuery(query.in) ? queryShape(query.in, source, new Map([...outer, [name, shape]])) : { outputs: [], sources: [] };
    }
  }
}

function isQuery(statement: { readonly type: string }): statement is SelectStatement {
  return ['select', 'values', 'union', 'union all', 'with', 'with recursive'].includes(statement.type);
}

function selectShape(query: SelectFromStatement, source: Source, outer: CommonTables): QueryShape {
  const columns = new Map<string, NonNullable<QueryShape['references']>[number]>();
  const nested: QueryShape[] = [];
  // Nested queries have shapes of their own, so the visitor does not enter them.
  const visitor = astVisitor(() => ({
    ref: ({ name, table }) => {
      if (name === '*') return;
      columns.set(`${table?.name ?? ''}.${name}`, { column: name, ...(table === undefined ? {} : { qualifier: table.name }) });
    },
    select: (inner) => {
      nested.push(queryShape(inner, source, outer));
    },
  }));
  const expressions = [
    ...(query.columns ?? []).map(({ expr }) => expr),
    query.where,
    ...(query.groupBy ?? []),
    query.having,
    ...(query.orderBy ?? []).map(({ by }) => by),
    ...(query.from ?? []).map(({ join }) => join?.on),
  ];
  for (const one of expressions) if (one !== undefined && one !== null) visitor.expr(one);
  return {
    outputs: (query.columns ?? []).map(({ expr, alias }) => output(expr, alias?.name, source)),
    sources: [
      ...(query.from ?? []).map((item) => fromItem(item, source, outer)),
      ...hidden(nested.map((shape) => ({ kind: 'query', query: shape, columnAliases: [] }))),
    ],
    references: [...columns.values()],
  };
}

function fromItem(item: From, source: Source, outer: CommonTables): QuerySource {
  const using = texts(item.join?.using);
  const joined = using.length === 0 ? {} : { joinUsing: using };
  switch (item.type) {
    case 'table': {
      const { name, schema, alias, columnNames } = item.name;
      const common = schema === undefined ? outer.get(name) : undefined;
      const columnAliases = texts(columnNames);
      if (common !== undefined) return { kind: 'query', query: common, alias: alias ?? name, columnAliases, ...joined };
      return {
        kind: 'relation',
        name: qualifiedName(item.name, source),
        ...(alias === undefined ? {} : { alias }),
        columnAliases,
        ...joined,
      };
    }
    case 'statement': {
      const query = queryShape(item.statement, source, outer);
      const isLateral = item.lateral === true ? ({ isLateral: true } as const) : {};
      return { kind: 'query', query, ...isLateral, alias: item.alias, columnAliases: texts(item.columnNames), ...joined };
    }
    case 'call': {
      const name = ONE_COLUMN[item.function.name];
      const columnAliases = texts(item.alias?.columns);
      const alias = item.alias?.name ?? name;
      const columns = columnAliases.length > 0 || name === undefined ? columnAliases : [item.alias?.name ?? name];
      return { kind: 'other', ...(alias === undefined ? {} : { alias }), columnAliases: columns, ...joined };
    }
  }
}

function output(value: Expr, alias: string | undefined, source: Source): QueryOutput {
  if (value.type === 'ref') {
    const qualifier = value.table === undefined ? {} : { qualifier: value.table.name };
    if (value.name === '*') return { kind: 'star', ...qualifier };
    return { kind: 'column', name: alias ?? value.name, source: { ...qualifier, column: value.name } };
  }
  const type = valueType(value, source);
  return { kind: 'column', name: alias ?? figuredName(value) ?? '?column?', ...(type === undefined ? {} : { type }) };
}

/** The type of a cast or a constant; undefined for other expressions. */
function valueType(value: Expr, source: Source): TypeName | undefined {
  const constant: Readonly<Record<string, string>> = { string: 'text', boolean: 'bool', integer: 'int4', numeric: 'numeric' };
  if (value.type === 'cast') return typeName(value.to, source, tokenOf(value.to, source));
  const name = value.type === 'integer' && value.value > 2_147_483_647 ? 'int8' : constant[value.type];
  return name === undefined ? undefined : { name, modifiers: [], array: false, span: { start: 0, end: 0 } };
}

function texts(list: readonly NameNode[] | null | undefined): readonly string[] {
  return (list ?? []).map(({ name }) => name);
}
