import type { Node } from 'libpg-query';
import type { ChangeStep } from '../../../../sql/change';
import type { Formula, Query } from '../../../../sql/code/formula';
import type { Target } from '../../../../sql/code/steps';
import type { Span } from '../../../../text/span';
import type { Declarations } from './declarations';
import { lowerQuery } from './formulaQueries';
import { lowerFormula } from './formulas';
import type { Place } from './place';
import { node, nodes } from './tree';

/* The parts of PL/pgSQL's tree: variables, and the SQL expressions and queries that it prints as text. */

/** The parsers that reading code needs. */
export interface CodeParsers {
  /** PL/pgSQL of a whole DO or CREATE FUNCTION statement; undefined when it cannot be read. */
  plpgsql(statement: string): unknown;
  /** The tree of one SQL statement; undefined when it cannot be read. */
  tree(sql: string): Node | undefined;
  /** Steps of one SQL statement within the code. */
  steps(sql: string, surrounding: Surrounding): readonly ChangeStep[];
}

/** The place of a statement within code, and the variables that it assigns. */
export interface Surrounding {
  /** Absent when the code does not contain the text as it is. */
  readonly offset?: number;
  /** The place of the statement, as far as it is known. */
  readonly span: Span;
  readonly into: Target;
  /** True when the code uses the rows of a query, or FOUND after it. */
  readonly isAsked: boolean;
}

export type Tree = Readonly<Record<string, unknown>>;

export interface Surroundings {
  readonly parsers: CodeParsers;
  readonly place: Place;
  /** Variables and fields of the function. Statements refer to them by their index. */
  readonly datums: readonly Tree[];
  readonly declarations: Declarations;
}

export function label(fields: Tree): { readonly label?: string } {
  return typeof fields.label === 'string' ? { label: fields.label } : {};
}

export function written(of: unknown, around: Surroundings) {
  const text = queryOf(of);
  return { text, span: around.place.find(text) };
}

export const NOWHERE: Target = { variables: [], isRecord: false, isStrict: false };

/** The target of INTO or FOR: a list of variables, or one that takes the row as a whole. */
export function target(of: unknown, around: Surroundings, isStrict = false): Target {
  const tree = of as Tree | undefined;
  const row = tree?.PLpgSQL_row as { readonly fields?: readonly { readonly varno: number }[] } | undefined;
  if (row !== undefined)
    return { variables: (row.fields ?? []).map(({ varno }) => nameOf(around.datums[varno], around)), isRecord: false, isStrict };
  return tree === undefined ? NOWHERE : { variables: [nameOf(tree, around)], isRecord: tree.PLpgSQL_rec !== undefined, isStrict };
}

/** The name of a variable, or `r.x` for a field of a record. */
export function nameOf(datum: Tree | undefined, { datums }: Pick<Surroundings, 'datums'>): string {
  const field = datum?.PLpgSQL_recfield as { readonly fieldname: string; readonly recparentno: number } | undefined;
  if (field !== undefined) return `${nameOf(datums[field.recparentno], { datums })}.${field.fieldname}`;
  const variable = (datum?.PLpgSQL_var ?? datum?.PLpgSQL_rec) as { readonly refname?: string } | undefined;
  return variable?.refname ?? '';
}

export function errorCode(fields: Tree): string | undefined {
  const option = treesOf(fields.options).find(({ PLpgSQL_raise_option: each }) => ((each as Tree).opt_type ?? 0) === 0);
  return /^\s*'([^']+)'\s*$/.exec(queryOf((option?.PLpgSQL_raise_option as Tree | undefined)?.expr))?.[1];
}

export function formulas(of: unknown, around: Surroundings): readonly Formula[] {
  return treesOf(of).map((each) => formula(each, around));
}

export function formula(of: unknown, around: Surroundings): Formula {
  return expressionOf(queryOf(of), around);
}

export function expressionOf(text: string, { parsers }: Surroundings): Formula {
  const select = node(parsers.tree(`SELECT ${text}`), 'SelectStmt');
  const [target] = nodes(select?.targetList, 'ResTarget');
  // `x FROM t WHERE …` is an expression to PL/pgSQL, and a query all the same.
  if (select?.fromClause !== undefined) return { kind: 'value of', query: lowerQuery(select) };
  return lowerFormula(target?.val, lowerQuery);
}

export function selectOf(sql: string, { parsers }: Surroundings): Query {
  return lowerQuery(node(parsers.tree(sql), 'SelectStmt') ?? { larg: {} });
}

export function treesOf(of: unknown): readonly Tree[] {
  return Array.isArray(of) ? (of as Tree[]) : [];
}

export function queryOf(of: unknown): string {
  return ((of as Tree | undefined)?.PLpgSQL_expr as { readonly query?: string } | undefined)?.query ?? '';
}
