import type { Trigger } from '../../schema/model/table';
import { blocks, cellText, code, table, text } from '../markdown';

/** Triggers of a table or a view. */
export function triggers(all: readonly Trigger[]): string {
  const rows = all.map((trigger) => [
    code(trigger.name),
    text(trigger.description),
    trigger.function === undefined ? '' : code(`${trigger.function}()`),
    cellText(trigger.comment ?? ''),
  ]);
  return rows.length === 0 ? '' : blocks('**Triggers**', table(['Trigger', 'When', 'Calls', 'Description'], rows));
}
