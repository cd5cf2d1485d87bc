import { mayTouch } from '../../schema/doubt';
import type { Gap, GapKind } from '../../schema/model/gap';
import type { Table } from '../../schema/model/table';
import type { MigrationContext, StepContext } from '../engine/context';
import { madeIn } from './creation';

/** The kind of object that a finding calls missing, and the SQL that adds one to a table whose name is computed. */
interface Added {
  readonly kind: GapKind;
  readonly text: RegExp;
}

/**
 * True when a gap after the step may have added to the table the object that a finding would call missing. A gap without known names could
 * touch any table; it counts only where its SQL names this table, or adds such an object to a table whose name is computed.
 */
export function mayHaveAdded(step: StepContext<unknown>, table: string, adds: Added): boolean {
  return step.isDoubted((gap) => mayAdd(gap, table, adds));
}

/** The same for a table of the final schema and the gaps since the migration that created it. */
export function mayHaveGained(context: MigrationContext<unknown>, { id, name }: Table, adds: Added): boolean {
  const { final, history } = context;
  // The last such gap first: few tables have one, and only those need a look at the history.
  const last = final.gaps.findLastIndex((gap) => mayAdd(gap, name, adds));
  return last !== -1 && last >= (history[madeIn(history, id)]?.before.gaps.length ?? 0);
}

/** CREATE INDEX on a table whose name format() or `||` computes. */
export const ADDS_INDEX: Added = { kind: 'index', text: /\bindex\b[^;]*\bon\s+(?:only\s+)?"?(?:%|'\s*\|\|)/i };

/** ALTER TABLE … ADD on such a table. */
export const ADDS_COLUMN: Added = { kind: 'column', text: /\btable\s+(?:(?:if\s+exists|only)\s+)*"?(?:%|'\s*\|\|)[^;]*\badd\b/i };

function mayAdd(gap: Gap, table: string, adds: Added): boolean {
  if (gap.kinds?.has(adds.kind) === false) return false;
  if (gap.mayTouch !== undefined || gap.kinds !== undefined) return mayTouch(gap, table);
  // '' where the gap is a whole file of code.
  const source = gap.origin.sql.trim();
  return source === '' || adds.text.test(source) || names(source, table);
}

function names(source: string, table: string): boolean {
  const word = table.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w$])${word}(?![\\w$])`, 'i').test(source);
}
