import { astVisitor, type Expr } from 'pgsql-ast-parser';
import type { Expression } from '../../../../sql/change';
import type { Source } from '../source';
import { typeName } from './names';

/** The expression that tokens [from, to) spell, with the names in its tree. */
export function expression(tree: Expr, source: Source, from: number, to: number): Expression {
  const span = source.spanOf(from, to);
  const columns = new Set<string>();
  const sequences = new Set<string>();
  const functions = new Set<string>();
  const types = new Set<string>();
  astVisitor((visit) => ({
    ref: (reference) => {
      if (reference.name !== '*') columns.add(reference.name);
    },
    call: (call) => {
      const { schema, name } = call.function;
      if (schema !== undefined || !SYNTAX.has(name))
        functions.add(schema === undefined || schema === 'pg_catalog' ? name : `${schema}.${name}`);
      if (/^(nextval|currval|setval)$/.test(name))
        for (const argument of call.args) for (const text of literals(argument)) sequences.add(text);
      visit.super().call(call);
    },
    cast: (cast) => {
      const { schema, name } = typeName(cast.to, source, from);
      if (schema !== 'pg_catalog') types.add(schema === undefined ? name : `${schema}.${name}`);
      visit.super().cast(cast);
    },
  })).expr(tree);
  return {
    text: source.text.slice(span.start, span.end),
    span,
    columns: [...columns],
    ...(sequences.size > 0 ? { sequences: [...sequences] } : {}),
    ...(functions.size > 0 ? { functions: [...functions] } : {}),
    ...(types.size > 0 ? { types: [...types] } : {}),
  };
}

/** Expressions that look like function calls but are not (manual, 9.18). */
const SYNTAX: ReadonlySet<string> = new Set(['coalesce', 'nullif', 'greatest', 'least']);

function literals(tree: Expr): readonly string[] {
  const found: string[] = [];
  astVisitor(() => ({
    constant: (value) => {
      if (value.type === 'string') found.push(value.value);
    },
  })).expr(tree);
  return found;
}

/** The name that PostgreSQL gives to an output without AS (FigureColname in parse_target.c); undefined when it chooses none. */
export function figuredName(tree: Expr): string | undefined {
  switch (tree.type) {
    case 'ref':
      return tree.name;
    case 'call':
      return tree.function.name;
    case 'cast':
      return figuredName(tree.operand) ?? ('name' in tree.to ? tree.to.name : undefined);
    case 'case':
      return (tree.else === undefined || tree.else === null ? undefined : figuredName(tree.else)) ?? 'case';
    case 'array':
    case 'array select':
      return 'array';
    case 'select': {
      const first = tree.columns?.[0];
      return first === undefined ? undefined : (first.alias?.name ?? figuredName(first.expr));
    }
    case 'keyword':
      return tree.keyword;
    case 'extract':
      return 'extract';
    case 'substring':
      return 'substring';
    case 'overlay':
      return 'overlay';
    default:
      return undefined;
  }
}
