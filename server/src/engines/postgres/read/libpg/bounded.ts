import type { ParseResult } from 'libpg-query';
import { isDeeper } from './tree';

/** The parsers of PostgreSQL's grammar. They throw on a syntax error. */
export interface Parsers {
  sql(text: string): ParseResult;
  plpgsql(text: string): unknown;
}

/**
 * The most objects within each other in a tree: two for an operand of `+`, one for a member of UNION, three for an IF. All that lowers, walks,
 * runs or stores what a tree says calls itself for each of them, and the stack ends at about 1,000 members of UNION.
 */
const DEEPEST = 500;

/** No text of fewer characters has a tree that deep: `array[[[1]]]` has the most levels, three for two brackets. */
const SHORTEST = DEEPEST / 2;

/**
 * The parsers, throwing also on a tree that is too deep for the stack. That is no error of the SQL: the server reads deeper trees. The error
 * lacks the details of an error of PostgreSQL.
 */
export function bounded({ sql, plpgsql }: Parsers): Parsers {
  return { sql: (text) => shallow(text, sql(text)), plpgsql: (text) => shallow(text, plpgsql(text)) };
}

/** True of the tree of a text if following it would overflow the stack. */
export function isTooDeep(text: string, tree: unknown): boolean {
  return text.length > SHORTEST && isDeeper(tree, DEEPEST);
}

function shallow<T>(text: string, tree: T): T {
  if (isTooDeep(text, tree)) throw new Error('The statement is nested too deeply.');
  return tree;
}
