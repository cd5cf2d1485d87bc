import type { Step } from '../migrations/step';
import type { Schema } from '../schema/model';

/**
 * True when something that could not be read comes after a step and may have touched the table: the last schema may
 * then lack what a finding would call missing.
 */
export function mayHaveChanged(step: Pick<Step, 'after'>, final: Schema, table: string): boolean {
  return final.gaps.slice(step.after.gaps.length).some(({ mayTouch }) => mayTouch === undefined || mayTouch.has(table));
}
