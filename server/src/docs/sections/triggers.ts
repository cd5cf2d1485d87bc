import type { Trigger } from '../../schema/model/table';
import { blocks, cellText, codeSpan, table, text } from '../markdown';

/** Triggers of a table or view. */
export function triggers(all: readonly Trigger[]): string {
  const rows = all.map((trigger) => [
    codeSpan(trigger.name),
    text(trigger.description),
    trigger.function === undefined ? '' : codeSpan(`${trigger.function}()`),
    cellText(trigger.comment ?? ''),
  ]);
  return rows.length === 0 ? '' : blocks('**Triggers**', table(['Trigger', 'When', 'Calls', 'Description'], rows));
}
