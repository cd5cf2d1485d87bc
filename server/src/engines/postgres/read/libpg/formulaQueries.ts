import type { Alias, JoinExpr, Node, RangeFunction, RangeVar, SelectStmt } from 'libpg-query';
import type { Formula, FromItem, Output, Query } from '../../../../sql/code/formula';
import { type LowerQuery, lowerFormula, lowerOrder } from './formulas';
import { items, node, nodes, strings } from './tree';

/** Queries that WITH names. */
type CommonQueries = ReadonlyMap<string, Query>;

const UNCLEAR: Query = { outputs: [], sources: [], conditions: [], order: [], distinct: false, unclear: true };

/** A SELECT as a query over catalogs and constants. A query that cannot be followed becomes unclear. */
export function lowerQuery(select: SelectStmt, outer: CommonQueries = new Map()): Query {
  const common = commonQueries(select, outer);
  const each = (of: Node | undefined): Formula => lowerFormula(of, within(common));
  const base = { conditions: [], order: [], distinct: false, unclear: false };
  if (select.valuesLists !== undefined) {
    const rows = nodes(select.valuesLists, 'List').map((list) => (list.items ?? []).map(each));
    return { ...base, outputs: [{ kind: 'star' }], sources: [{ kind: 'rows', alias: '', columnAliases: [], rows }] };
  }
  const ordered = {
    order: lowerOrder(select.sortClause, each),
    ...(select.limitCount === undefined ? {} : { limit: each(select.limitCount) }),
    ...(select.limitOffset === undefined ? {} : { offset: each(select.limitOffset) }),
  };
  const operator = SET_OPERATORS[select.op ?? ''];
  if (select.larg !== undefined && select.rarg !== undefined && operator !== undefined) {
    const of = [lowerQuery(select.larg, common), lowerQuery(select.rarg, common)] as const;
    const combined = { operator, all: select.all === true, of };
    return { ...base, ...ordered, outputs: of[0].outputs, sources: [], combined };
  }
  if (select.larg !== undefined) return UNCLEAR;
  const from = (select.fromClause ?? []).map((item) => fromItem(item, common));
  const sources = from.flatMap((part) => part.sources);
  const isClear = from.every((part) => part.isClear) && nodes(select.groupClause, 'GroupingSet').length === 0;
  // Plain DISTINCT is a list of one empty node.
  const distinctOn = (select.distinctClause ?? []).filter((item) => Object.keys(item).length > 0);
  return {
    ...base,
    outputs: nodes(select.targetList, 'ResTarget').map((target) => output(target.name, target.val, common)),
    sources,
    conditions: [...from.flatMap((part) => part.conditions), ...conjuncts(select.whereClause).map(each)],
    ...ordered,
    ...(select.groupClause === undefined ? {} : { groupBy: select.groupClause.map(each) }),
    ...(select.havingClause === undefined ? {} : { having: each(select.havingClause) }),
    distinct: select.distinctClause !== undefined && distinctOn.length === 0,
    ...(distinctOn.length === 0 ? {} : { distinctOn: distinctOn.map(each) }),
    unclear: !isClear,
  };
}

const SET_OPERATORS: Readonly<Record<string, NonNullable<Query['combined']>['operator']>> = {
  SETOP_UNION: 'union',
  SETOP_INTERSECT: 'intersect',
  SETOP_EXCEPT: 'except',
};

function within(common: CommonQueries): LowerQuery {
  return (select) => lowerQuery(select, common);
}

function commonQueries(select: SelectStmt, outer: CommonQueries): CommonQueries {
  const named = new Map(outer);
  for (const common of nodes(select.withClause?.ctes, 'CommonTableExpr')) {
    const query = node(common.ctequery, 'SelectStmt');
    const isPlain = query !== undefined && select.withClause?.recursive !== true && common.aliascolnames === undefined;
    named.set(common.ctename ?? '', isPlain ? lowerQuery(query, named) : UNCLEAR);
  }
  return named;
}

function conjuncts(where: Node | undefined): readonly Node[] {
  if (where === undefined) return [];
  const logic = node(where, 'BoolExpr');
  return logic?.boolop === 'AND_EXPR' ? (logic.args ?? []).flatMap(conjuncts) : [where];
}

function output(name: string | undefined, of: Node | undefined, common: CommonQueries): Output {
  const fields = node(of, 'ColumnRef')?.fields;
  if (fields !== undefined && node(fields.at(-1), 'A_Star') !== undefined) {
    const [qualifier] = strings(fields);
    return { kind: 'star', ...(qualifier === undefined ? {} : { qualifier }) };
  }
  return { kind: 'formula', name: name ?? chosenName(of), formula: lowerFormula(of, within(common)) };
}

/** The name that PostgreSQL chooses for an output without one (FigureColname in parse_target.c). */
function chosenName(of: Node | undefined): string {
  const cast = node(of, 'TypeCast');
  if (cast !== undefined) {
    const inner = chosenName(cast.arg);
    return inner === '?column?' ? (strings(cast.typeName?.names).at(-1) ?? inner) : inner;
  }
  return strings(node(of, 'ColumnRef')?.fields).at(-1) ?? strings(node(of, 'FuncCall')?.funcname).at(-1) ?? '?column?';
}

interface From {
  readonly sources: readonly FromItem[];
  readonly conditions: readonly Formula[];
  readonly isClear: boolean;
}

function fromItem(item: Node, common: CommonQueries): From {
  const join = node(item, 'JoinExpr');
  if (join !== undefined) return joined(join, common);
  const source = plainSource(item, common);
  return source === undefined ? { sources: [], conditions: [], isClear: false } : { sources: [source], conditions: [], isClear: true };
}

function joined(join: JoinExpr, common: CommonQueries): From {
  const left = fromItem(join.larg!, common);
  const right = fromItem(join.rarg!, common);
  const using = strings(join.usingClause).map(
    (name): Formula => ({
      kind: 'operator',
      operator: '=',
      operands: [left.sources.at(-1), right.sources[0]].map((source) => ({ kind: 'name', path: [source?.alias ?? '', name] })),
    }),
  );
  const on = [...using, ...conjuncts(join.quals).map((each) => lowerFormula(each, within(common)))];
  const isClear = left.isClear && right.isClear && join.isNatural !== true;
  switch (join.jointype ?? 'JOIN_INNER') {
    case 'JOIN_INNER':
      return { sources: [...left.sources, ...right.sources], conditions: [...left.conditions, ...right.conditions, ...on], isClear };
    case 'JOIN_LEFT':
      return outerJoined(left, right, on, isClear);
    case 'JOIN_RIGHT':
      return outerJoined(right, left, on, isClear);
    default:
      return { sources: [], conditions: [], isClear: false };
  }
}

/** An outer join is followed if its optional side is a single item. */
function outerJoined(all: From, some: From, on: readonly Formula[], isClear: boolean): From {
  const [source, ...others] = some.sources;
  const isSingle = source !== undefined && others.length === 0 && some.conditions.length === 0 && source.optional === undefined;
  return {
    sources: source === undefined ? all.sources : [...all.sources, { ...source, optional: on }],
    conditions: all.conditions,
    isClear: isClear && isSingle,
  };
}

function plainSource(item: Node, common: CommonQueries): FromItem | undefined {
  const relation = node(item, 'RangeVar');
  if (relation !== undefined) return relationSource(relation, common);
  const called = node(item, 'RangeFunction');
  if (called !== undefined) return calledSource(called, common);
  const nested = node(item, 'RangeSubselect');
  const select = node(nested?.subquery, 'SelectStmt');
  return select === undefined ? undefined : { kind: 'query', query: lowerQuery(select, common), ...aliases(nested?.alias, '') };
}

function relationSource(relation: RangeVar, common: CommonQueries): FromItem {
  const name = relation.relname ?? '';
  const query = relation.schemaname === undefined ? common.get(name) : undefined;
  const named = aliases(relation.alias, name);
  if (query !== undefined) return { kind: 'query', query, ...named };
  return { kind: 'relation', ...(relation.schemaname === undefined ? {} : { schema: relation.schemaname }), name, ...named };
}

/** Without a column list, the only column of a function has the name of its table (manual, 7.2.1.4). */
function calledSource(called: RangeFunction, common: CommonQueries): FromItem {
  const calls = (called.functions ?? []).flatMap((item) => items(item)[0] ?? []);
  const named = aliases(called.alias, chosenName(calls[0]));
  return {
    kind: 'calls',
    calls: calls.map((call) => lowerFormula(call, within(common))),
    ordinality: called.ordinality === true,
    alias: named.alias,
    columnAliases: named.columnAliases.length === 0 ? [named.alias] : named.columnAliases,
  };
}

function aliases(alias: Alias | undefined, name: string): { readonly alias: string; readonly columnAliases: readonly string[] } {
  return { alias: alias?.aliasname ?? name, columnAliases: strings(alias?.colnames) };
}
