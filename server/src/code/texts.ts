import { isWhole } from '../schema/partialText';
import type { RowsOf } from '../sql/code';
import type { Query } from '../sql/formula';
import { type Frame, scopeOf } from './frame';
import { estimate } from './guess';
import type { Run } from './run';
import { supposed, textOf, type Value } from './value';

interface QueryOfText {
  /** Undefined when its text is not known, or cannot be read. */
  readonly query: Query | undefined;
  readonly parameters: readonly Value[];
}

/** The query that a text is which code has put together. */
export function queryOfText({ text, using }: Extract<RowsOf, { readonly kind: 'text' }>, frame: Frame, run: Run): QueryOfText {
  const value = estimate(text, scopeOf(frame), run);
  const sql = textOf(supposed(value));
  const parameters = using.map((formula) => estimate(formula, scopeOf(frame), run));
  return { query: sql === null || !isWhole(sql) ? undefined : run.language.query(sql), parameters };
}
