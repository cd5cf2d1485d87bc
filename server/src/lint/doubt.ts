import type { Gap } from '../schema/model';
import type { StepContext } from './rule';

/**
 * True when something that could not be read comes after a step and may have given the table what a finding would call
 * missing. A block that runs SQL which it puts together could touch any table; it counts if it names this one, or if
 * it says of some table that it works out what `adds` looks for.
 */
export function mayHaveAdded(step: StepContext<unknown>, table: string, adds: RegExp): boolean {
  return step.final.gaps.slice(step.after.gaps.length).some((gap) => {
    if (gap.mayTouch !== undefined) return gap.mayTouch.has(table);
    const source = sourceOf(gap, step);
    return source === '' || adds.test(source) || names(source, table);
  });
}

/** CREATE INDEX on a table whose name is filled in by format() or put together with `||`. */
export const ADDS_INDEX = /\bindex\b[^;]*\bon\s+(?:only\s+)?"?(?:%|'\s*\|\|)/i;

/** ALTER TABLE … ADD on such a table. */
export const ADDS_COLUMN = /\btable\s+(?:(?:if\s+exists|only)\s+)*"?(?:%|'\s*\|\|)[^;]*\badd\b/i;

/** What could not be read: the statement, or a whole file of code; '' when even that is not to be had. */
function sourceOf({ origin: { file, statement } }: Gap, step: StepContext<unknown>): string {
  return step.text(file).slice(statement.start, statement.end).trim();
}

function names(source: string, table: string): boolean {
  const word = table.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w$])${word}(?![\\w$])`, 'i').test(source);
}
