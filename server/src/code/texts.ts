import type { Query } from '../sql/code/formula';
import type { QueryText } from '../sql/code/steps';
import { isWhole } from '../text/partialText';
import type { Execution } from './execution';
import { estimate } from './guess';
import { type Frame, scopeOf } from './scope';
import { supposed, textOf, type Value } from './value';

interface ParsedQuery {
  /** Undefined when the text is unknown or cannot be read. */
  readonly query: Query | undefined;
  readonly parameters: readonly Value[];
}

/** Parses a query that the code assembled as text, such as the argument of FOR … IN EXECUTE. */
export function queryOfText({ text, using }: QueryText, frame: Frame, run: Execution): ParsedQuery {
  const value = estimate(text, scopeOf(frame), run);
  const sql = textOf(supposed(value));
  const parameters = using.map((formula) => estimate(formula, scopeOf(frame), run));
  return { query: sql === null || !isWhole(sql) ? undefined : run.view.query(sql), parameters };
}
