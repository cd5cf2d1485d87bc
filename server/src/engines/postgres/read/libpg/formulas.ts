import type { A_Const, A_Expr, FuncCall, Node, SelectStmt, SQLValueFunction, TypeCast } from 'libpg-query';
import type { AggregatedRows, Formula, Order, Query } from '../../../../sql/code/formula';
import { builtinResult } from '../../types/builtins';
import { items, node, nodes, strings } from './tree';

const UNKNOWN: Formula = { kind: 'unknown' };

/** Lowers a nested query. Passed as a parameter, because queries are made of formulas and know the names of WITH. */
export type LowerQuery = (select: SelectStmt) => Query;

/** An expression as a formula. Parts that are not followed become unknown. */
export function lowerFormula(of: Node | undefined, query: LowerQuery): Formula {
  if (of === undefined) return UNKNOWN;
  const [tag] = Object.keys(of) as (keyof typeof FAMILIES)[];
  const family = FAMILIES[tag!] as ((fields: unknown, each: Lower, query: LowerQuery) => Formula) | undefined;
  return family?.((of as unknown as Record<string, unknown>)[tag!], (inner) => lowerFormula(inner, query), query) ?? UNKNOWN;
}

type Lower = (of: Node | undefined) => Formula;
type Fields<T extends string> = Extract<Node, Record<T, unknown>> extends Record<T, infer F> ? F : never;
type Tag = 'A_Const' | 'ColumnRef' | 'ParamRef' | 'A_Indirection' | 'FuncCall' | 'A_Expr' | 'BoolExpr' | 'NullTest' | 'BooleanTest';
type OtherTag =
  | 'RowExpr'
  | 'CollateClause'
  | 'CaseExpr'
  | 'CoalesceExpr'
  | 'A_ArrayExpr'
  | 'TypeCast'
  | 'SubLink'
  | 'SQLValueFunction'
  | 'MinMaxExpr'
  | 'NamedArgExpr';

const FAMILIES: { readonly [T in Tag | OtherTag]: (fields: Fields<T>, each: Lower, query: LowerQuery) => Formula } = {
  A_Const: constant,
  ColumnRef: ({ fields }) => {
    const path = strings(fields);
    return path.length === (fields ?? []).length ? { kind: 'name', path } : UNKNOWN;
  },
  ParamRef: ({ number }) => ({ kind: 'parameter', number: number ?? 0 }),
  A_Indirection: ({ arg, indirection }, each) =>
    (indirection ?? []).reduce<Formula>((of, item) => {
      const name = node(item, 'String')?.sval;
      if (name !== undefined) return { kind: 'field', of, name };
      const at = node(item, 'A_Indices');
      return at === undefined || at.is_slice === true ? UNKNOWN : { kind: 'element', of, index: each(at.uidx) };
    }, each(arg)),
  FuncCall: call,
  A_Expr: operator,
  BoolExpr: ({ boolop, args = [] }, each) =>
    boolop === 'NOT_EXPR' ? { kind: 'not', of: each(args[0]) } : { kind: boolop === 'AND_EXPR' ? 'and' : 'or', of: args.map(each) },
  NullTest: ({ arg, nulltesttype }, each) => {
    const test: Formula = { kind: 'isNull', of: each(arg) };
    return nulltesttype === 'IS_NOT_NULL' ? { kind: 'not', of: test } : test;
  },
  BooleanTest: ({ arg, booltesttype }, each) => truthTest(each(arg), booltesttype),
  CaseExpr: ({ arg, args, defresult }, each) => ({
    kind: 'case',
    branches: (args ?? []).flatMap((branch) => {
      const when = node(branch, 'CaseWhen');
      if (when === undefined) return [];
      const condition = each(when.expr);
      const test: Formula = arg === undefined ? condition : { kind: 'operator', operator: '=', operands: [each(arg), condition] };
      return [[test, each(when.result)] as const];
    }),
    otherwise: defresult === undefined ? { kind: 'constant', value: null } : each(defresult),
  }),
  CoalesceExpr: ({ args = [] }, each) => ({ kind: 'coalesce', of: args.map(each) }),
  A_ArrayExpr: ({ elements = [] }, each) => ({ kind: 'list', of: elements.map(each) }),
  TypeCast: cast,
  RowExpr: ({ args = [] }, each) => ({ kind: 'list', of: args.map(each) }),
  CollateClause: ({ arg }, each) => each(arg),
  SubLink: ({ subLinkType, subselect, testexpr, operName }, each, lowered) => {
    const select = node(subselect, 'SelectStmt');
    if (select === undefined) return UNKNOWN;
    const query = lowered(select);
    switch (subLinkType) {
      case 'EXISTS_SUBLINK':
        return { kind: 'exists', query };
      case 'EXPR_SUBLINK':
        return { kind: 'value of', query };
      case 'ARRAY_SUBLINK':
        return { kind: 'values of', query };
      case 'ANY_SUBLINK':
      case 'ALL_SUBLINK':
        return {
          kind: 'operator',
          operator: strings(operName).at(-1) ?? '=',
          operands: [each(testexpr), { kind: 'values of', query }],
          over: subLinkType === 'ANY_SUBLINK' ? 'any' : 'all',
        };
      default:
        return UNKNOWN;
    }
  },
  SQLValueFunction: sessionValue,
  MinMaxExpr: ({ op, args = [] }, each) => ({
    kind: 'call',
    name: op === 'IS_LEAST' ? 'least' : 'greatest',
    arguments: args.map(each),
    argumentNames: [],
  }),
  NamedArgExpr: ({ arg }, each) => each(arg),
};

function constant(of: A_Const): Formula {
  if (of.isnull === true) return { kind: 'constant', value: null };
  if (of.boolval !== undefined) return { kind: 'constant', value: of.boolval.boolval === true };
  if (of.ival !== undefined) return { kind: 'constant', value: of.ival.ival ?? 0 };
  if (of.fval === undefined) return { kind: 'constant', value: of.sval?.sval ?? '' };
  const number = of.fval.fval ?? '0';
  const isWhole = /^\d+$/.test(number) && BigInt(number) < 2n ** 63n;
  return { kind: 'cast', of: { kind: 'constant', value: number }, type: isWhole ? 'int8' : 'numeric' };
}

function call(of: FuncCall, each: Lower): Formula {
  const [name = '', schema] = strings(of.funcname).reverse();
  const isSelective = of.agg_order !== undefined || of.agg_filter !== undefined || of.agg_distinct === true;
  const returns = schema === undefined || schema === 'pg_catalog' ? builtinResult(name) : undefined;
  return {
    kind: 'call',
    ...(schema === undefined || schema === 'pg_catalog' ? {} : { schema }),
    name,
    arguments: (of.args ?? []).map(each),
    argumentNames: (of.args ?? []).map((argument) => node(argument, 'NamedArgExpr')?.name),
    ...(returns === undefined ? {} : { returns }),
    ...(isSelective ? { rows: aggregatedRows(of, each) } : {}),
    ...(of.over === undefined ? {} : { isWindowed: true }),
  };
}

function aggregatedRows({ agg_filter, agg_distinct, agg_order }: FuncCall, each: Lower): AggregatedRows {
  return {
    ...(agg_filter === undefined ? {} : { filter: each(agg_filter) }),
    distinct: agg_distinct === true,
    order: lowerOrder(agg_order, each),
  };
}

/** ORDER BY of a query or of an aggregate. */
export function lowerOrder(clause: readonly Node[] | undefined, each: (of: Node | undefined) => Formula): readonly Order[] {
  return nodes(clause, 'SortBy').map((sort) => {
    const descending = sort.sortby_dir === 'SORTBY_DESC';
    const nullsFirst = descending ? sort.sortby_nulls !== 'SORTBY_NULLS_LAST' : sort.sortby_nulls === 'SORTBY_NULLS_FIRST';
    return { by: each(sort.node), descending, nullsFirst };
  });
}

const NEGATED: Readonly<Record<string, string>> = { '!~~': '~~', '!~~*': '~~*', '!~': '~', '!~*': '~*' };

function operator({ kind, name, lexpr, rexpr }: A_Expr, each: Lower): Formula {
  const symbol = strings(name).at(-1) ?? '';
  const left = each(lexpr);
  switch (kind) {
    case 'AEXPR_OP':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
    case 'AEXPR_SIMILAR': {
      const operands = lexpr === undefined ? [each(rexpr)] : [left, each(rexpr)];
      const positive = NEGATED[symbol];
      return positive === undefined
        ? { kind: 'operator', operator: symbol, operands }
        : { kind: 'not', of: { kind: 'operator', operator: positive, operands } };
    }
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL':
      return { kind: 'operator', operator: symbol, operands: [left, each(rexpr)], over: kind === 'AEXPR_OP_ANY' ? 'any' : 'all' };
    case 'AEXPR_IN':
      return {
        kind: 'operator',
        operator: symbol,
        operands: [left, { kind: 'list', of: items(rexpr).map(each) }],
        over: symbol === '=' ? 'any' : 'all',
      };
    case 'AEXPR_DISTINCT':
      return { kind: 'operator', operator: 'is distinct from', operands: [left, each(rexpr)] };
    case 'AEXPR_NOT_DISTINCT':
      return { kind: 'not', of: { kind: 'operator', operator: 'is distinct from', operands: [left, each(rexpr)] } };
    case 'AEXPR_NULLIF': {
      const equal: Formula = { kind: 'operator', operator: '=', operands: [left, each(rexpr)] };
      return { kind: 'case', branches: [[equal, { kind: 'constant', value: null }]], otherwise: left, nullif: each(rexpr) };
    }
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN': {
      const [from, to] = items(rexpr).map(each);
      const between: Formula = {
        kind: 'and',
        of: [
          { kind: 'operator', operator: '>=', operands: [left, from ?? UNKNOWN] },
          { kind: 'operator', operator: '<=', operands: [left, to ?? UNKNOWN] },
        ],
      };
      return kind === 'AEXPR_BETWEEN' ? between : { kind: 'not', of: between };
    }
    default:
      return UNKNOWN;
  }
}

function truthTest(of: Formula, test: string | undefined): Formula {
  switch (test) {
    case 'IS_TRUE':
      return { kind: 'isTrue', of };
    case 'IS_NOT_TRUE':
      return { kind: 'not', of: { kind: 'isTrue', of } };
    case 'IS_FALSE':
      return { kind: 'isTrue', of: { kind: 'not', of } };
    case 'IS_NOT_FALSE':
      return { kind: 'not', of: { kind: 'isTrue', of: { kind: 'not', of } } };
    default:
      return UNKNOWN;
  }
}

function cast({ arg, typeName }: TypeCast, each: Lower): Formula {
  const type = strings(typeName?.names).at(-1) ?? '';
  return { kind: 'cast', of: each(arg), type: (typeName?.arrayBounds ?? []).length > 0 ? `${type}[]` : type };
}

/** CURRENT_DATE and the like: functions that are called without parentheses. */
function sessionValue({ op }: SQLValueFunction): Formula {
  const name = (op ?? '')
    .replace(/^SVFOP_/, '')
    .replace(/_N$/, '')
    .toLowerCase();
  const called = name === 'current_catalog' ? 'current_database' : name;
  const returns = builtinResult(called);
  return { kind: 'call', name: called, arguments: [], argumentNames: [], ...(returns === undefined ? {} : { returns }) };
}
