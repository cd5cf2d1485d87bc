import type { Table } from '../../schema/model/table';
import { findTable } from '../../schema/queries';
import type { CreateTable } from '../../sql/change';
import type { StepContext } from '../engine/context';

/** The table that a change created, as it is in the final schema; undefined when it is temporary or dropped by then. */
export function keptTable(change: CreateTable, step: Pick<StepContext<unknown>, 'before' | 'after' | 'final'>): Table | undefined {
  if (change.temporary) return undefined;
  const made = findTable(step.after, change.name.name.text, change.name.schema?.text);
  return made === undefined || step.before.tables.has(made.id) ? undefined : step.final.tables.get(made.id);
}
