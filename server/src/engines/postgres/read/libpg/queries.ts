import type { Alias, Node, RangeFunction, SelectStmt } from 'libpg-query';
import type { QueryOutput, QueryShape, QuerySource, TypeName } from '../../../../sql/change';
import { ONE_COLUMN } from '../oneColumn';
import { hidden, renamed } from '../shapes';
import type { Source } from '../source';
import { lowerQuery } from './formulaQueries';
import { lowerFormula } from './formulas';
import { relationName, typeName } from './names';
import { references } from './references';
import { node, nodes, strings } from './tree';

/** Names that WITH gives to queries, innermost last. */
type CommonTables = ReadonlyMap<string, QueryShape>;

/** The sources and output columns of a query. In a set operation, the first branch names the columns. */
export function queryShape(select: SelectStmt, source: Source, outer: CommonTables = new Map()): QueryShape {
  const commonTables = withClause(select, source, outer);
  if (select.larg !== undefined) {
    const first = queryShape(select.larg, source, commonTables);
    const second = select.rarg === undefined ? first : queryShape(select.rarg, source, commonTables);
    return { outputs: first.outputs, sources: [...first.sources, ...hidden(second.sources)], branches: [first, second] };
  }
  if (select.valuesLists !== undefined) return valuesShape(nodes(select.valuesLists, 'List'), source);
  const sources = (select.fromClause ?? []).flatMap((item) => fromItem(item, source, commonTables));
  const read = references(select);
  return {
    outputs: nodes(select.targetList, 'ResTarget').map((target) => output(target.name, target.val, source)),
    sources: [
      ...sources,
      ...hidden(read.nested.map((query) => ({ kind: 'query', query: queryShape(query, source, commonTables), columnAliases: [] }))),
    ],
    references: read.columns,
    ...(read.calls.length === 0 ? {} : { calls: read.calls }),
  };
}

function valuesShape(rows: readonly { readonly items?: readonly Node[] }[], source: Source): QueryShape {
  const branches = rows.slice(0, MOST_ROWS).map(
    ({ items = [] }): QueryShape => ({
      outputs: items.map((value, i) => output(`column${i + 1}`, value, source)),
      sources: [],
    }),
  );
  return { outputs: branches[0]?.outputs ?? [], sources: [], ...(branches.length > 1 ? { branches } : {}) };
}

/** The most rows of VALUES from which the types of the columns are determined: data may have very many. */
const MOST_ROWS = 100;

function withClause(select: SelectStmt, source: Source, outer: CommonTables): CommonTables {
  const named = new Map(outer);
  const isRecursive = select.withClause?.recursive === true;
  for (const common of nodes(select.withClause?.ctes, 'CommonTableExpr')) {
    const query = node(common.ctequery, 'SelectStmt');
    const name = common.ctename ?? '';
    const aliases = strings(common.aliascolnames);
    // The columns of INSERT … RETURNING and similar queries are unknown.
    const shape = query === undefined ? { outputs: [], sources: [] } : commonShape(query, name, aliases, source, named, isRecursive);
    named.set(name, renamed(shape, aliases));
  }
  return named;
}

/** A recursive query reads itself: its first branch alone decides the columns (manual, 7.8.2). */
function commonShape(
  query: SelectStmt,
  name: string,
  aliases: readonly string[],
  source: Source,
  outer: CommonTables,
  isRecursive: boolean,
): QueryShape {
  if (!isRecursive || query.larg === undefined) return queryShape(query, source, outer);
  const itself = renamed(queryShape(query.larg, source, outer), aliases);
  const { branches: _, ...shape } = queryShape(query, source, new Map([...outer, [name, itself]]));
  return shape;
}

function fromItem(item: Node, source: Source, commonTables: CommonTables): QuerySource[] {
  const join = node(item, 'JoinExpr');
  if (join !== undefined) {
    const left = join.larg === undefined ? [] : fromItem(join.larg, source, commonTables);
    const right = join.rarg === undefined ? [] : fromItem(join.rarg, source, commonTables);
    const using = join.isNatural === true ? ['*'] : strings(join.usingClause);
    return [...left, ...right.map((joined, i) => (i === 0 && using.length > 0 ? { ...joined, joinUsing: using } : joined))];
  }
  const relation = node(item, 'RangeVar');
  if (relation !== undefined) {
    const common = relation.schemaname === undefined ? commonTables.get(relation.relname ?? '') : undefined;
    const aliased = aliasOf(relation.alias);
    if (common !== undefined) return [{ kind: 'query', query: common, ...aliased, alias: aliased.alias ?? relation.relname ?? '' }];
    return [{ kind: 'relation', name: relationName(relation, source), ...aliased }];
  }
  const subselect = node(item, 'RangeSubselect');
  const query = node(subselect?.subquery, 'SelectStmt');
  if (query !== undefined) {
    const isLateral = subselect?.lateral === true ? ({ isLateral: true } as const) : {};
    return [{ kind: 'query', query: queryShape(query, source, commonTables), ...isLateral, ...aliasOf(subselect?.alias) }];
  }
  const call = node(item, 'RangeFunction');
  if (call !== undefined) return [functionSource(call)];
  return [{ kind: 'other', ...aliasOf(node(item, 'RangeTableFunc')?.alias) }];
}

function functionSource(call: RangeFunction): QuerySource {
  const aliased = aliasOf(call.alias);
  const [first] = node(call.functions?.[0], 'List')?.items ?? [];
  const name = ONE_COLUMN[strings(node(first, 'FuncCall')?.funcname).at(-1) ?? ''];
  const columnAliases = aliased.columnAliases.length > 0 || name === undefined ? aliased.columnAliases : [aliased.alias ?? name];
  return { kind: 'other', ...(name === undefined ? {} : { alias: name }), ...aliased, columnAliases };
}

function aliasOf(alias: Alias | undefined): { readonly alias?: string; readonly columnAliases: readonly string[] } {
  return { ...(alias?.aliasname === undefined ? {} : { alias: alias.aliasname }), columnAliases: strings(alias?.colnames) };
}

function output(name: string | undefined, value: Node | undefined, source: Source): QueryOutput {
  const reference = node(value, 'ColumnRef');
  if (reference !== undefined) {
    const fields = strings(reference.fields);
    const isStar = (reference.fields ?? []).some((field) => node(field, 'A_Star') !== undefined);
    if (isStar) return { kind: 'star', ...(fields.length > 0 ? { qualifier: fields.at(-1)! } : {}) };
    const column = fields.at(-1) ?? '';
    return { kind: 'column', name: name ?? column, source: { ...(fields.length > 1 ? { qualifier: fields.at(-2)! } : {}), column } };
  }
  const type = valueType(value, source);
  const isText = node(value, 'A_Const')?.sval !== undefined;
  const formula = type === undefined || isText ? lowerFormula(value, lowerQuery) : undefined;
  return {
    kind: 'column',
    name: name ?? figuredName(value) ?? '?column?',
    ...(type === undefined ? {} : { type }),
    ...(formula === undefined || formula.kind === 'unknown' ? {} : { formula }),
  };
}

/** The type of a cast or a constant; undefined for other expressions. */
function valueType(value: Node | undefined, source: Source): TypeName | undefined {
  const cast = node(value, 'TypeCast');
  if (cast?.typeName !== undefined) return typeName(cast.typeName, source);
  const constant = node(value, 'A_Const');
  const name =
    constant?.sval !== undefined
      ? 'text'
      : constant?.boolval !== undefined
        ? 'bool'
        : constant?.ival !== undefined
          ? 'int4'
          : constant?.fval !== undefined
            ? numberType(constant.fval.fval ?? '')
            : undefined;
  return name === undefined ? undefined : { name, modifiers: [], array: false, span: { start: 0, end: 0 } };
}

/** The type of a number that does not fit into an integer: bigint, or else numeric (manual, 4.1.2.6). */
function numberType(digits: string): string {
  return /^\d+$/.test(digits) && BigInt(digits) < 2n ** 63n ? 'int8' : 'numeric';
}

/** The name that PostgreSQL gives to an output without AS (FigureColname in parse_target.c). */
export function figuredName(value: Node | undefined): string | undefined {
  const reference = node(value, 'ColumnRef');
  if (reference !== undefined) return strings(reference.fields).at(-1);
  const call = node(value, 'FuncCall');
  if (call !== undefined) return strings(call.funcname).at(-1);
  const cast = node(value, 'TypeCast');
  if (cast !== undefined) return figuredName(cast.arg) ?? strings(cast.typeName?.names).at(-1);
  const indirection = node(value, 'A_Indirection');
  if (indirection !== undefined) return strings(indirection.indirection).at(-1) ?? figuredName(indirection.arg);
  const collate = node(value, 'CollateClause');
  if (collate !== undefined) return figuredName(collate.arg);
  const branches = node(value, 'CaseExpr');
  if (branches !== undefined) return figuredName(branches.defresult) ?? 'case';
  const sublink = node(value, 'SubLink');
  if (sublink?.subLinkType === 'EXISTS_SUBLINK') return 'exists';
  if (sublink?.subLinkType === 'ARRAY_SUBLINK') return 'array';
  if (sublink?.subLinkType === 'EXPR_SUBLINK') return subselectName(sublink.subselect);
  return figuredKeyword(value);
}

function subselectName(subselect: Node | undefined): string | undefined {
  const target = nodes(node(subselect, 'SelectStmt')?.targetList, 'ResTarget')[0];
  return target === undefined ? undefined : (target.name ?? figuredName(target.val));
}

function figuredKeyword(value: Node | undefined): string | undefined {
  if (node(value, 'CoalesceExpr') !== undefined) return 'coalesce';
  if (node(value, 'A_ArrayExpr') !== undefined) return 'array';
  if (node(value, 'RowExpr') !== undefined) return 'row';
  if (node(value, 'GroupingFunc') !== undefined) return 'grouping';
  if (node(value, 'A_Expr')?.kind === 'AEXPR_NULLIF') return 'nullif';
  const extreme = node(value, 'MinMaxExpr');
  if (extreme !== undefined) return extreme.op === 'IS_LEAST' ? 'least' : 'greatest';
  const special = node(value, 'SQLValueFunction');
  return special?.op === undefined
    ? undefined
    : special.op
        .replace(/^SVFOP_/, '')
        .replace(/_N$/, '')
        .toLowerCase();
}
