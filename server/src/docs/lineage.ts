import type { History, ReplayedMigration, Step } from '../migrations/replay/step';
import type { ObjectId } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { namespaceName } from '../schema/queries';
import { idWord } from './regions';

/** One event in the history of a table. */
export interface TableEvent {
  readonly kind: 'created' | 'renamed' | 'changed' | 'dropped';
  /** The step that caused the event; of several `changed` steps in one migration, the first. */
  readonly step: Step;
  /** The table's `tableWord` before the event. Present for `renamed` and `dropped`. */
  readonly former?: string;
}

/**
 * Events of each table in history order, dropped tables included. A migration adds at most one `changed` to a table, and none after it
 * created or renamed the table.
 */
export function tableEvents(history: History): ReadonlyMap<ObjectId, readonly TableEvent[]> {
  const events = new Map<ObjectId, TableEvent[]>();
  for (const migration of history.migrations) {
    for (const id of touchedTables(migration)) {
      const list = events.get(id) ?? [];
      events.set(id, list);
      list.push(...eventsIn(migration, id));
    }
  }
  return events;
}

/** `schema.name` of a table, encoded for use in a region id. */
export function tableWord(schema: Schema, table: Table): string {
  return `${idWord(namespaceName(schema, table))}.${idWord(table.name)}`;
}

/** Tables that the up of a migration touched. Schemas share unchanged objects, so comparing references is enough. */
function touchedTables({ up, before, after }: ReplayedMigration): ReadonlySet<ObjectId> {
  const touched = new Set<ObjectId>();
  for (const step of up.flatMap((part) => part.steps)) {
    if (step.before.tables === step.after.tables) continue;
    for (const [id, table] of step.after.tables) if (step.before.tables.get(id) !== table) touched.add(id);
    for (const id of step.before.tables.keys()) if (!step.after.tables.has(id)) touched.add(id);
  }
  // A table that the migration both creates and drops is invisible to readers of the schema.
  return new Set([...touched].filter((id) => before.tables.has(id) || after.tables.has(id)));
}

function eventsIn(migration: ReplayedMigration, id: ObjectId): readonly TableEvent[] {
  const events: TableEvent[] = [];
  for (const step of migration.up.flatMap((part) => part.steps)) {
    const before = step.before.tables.get(id);
    const after = step.after.tables.get(id);
    if (before === after) continue;
    const event = eventOf(step, before, after);
    const isRepeated = event.kind === 'changed' && events.some((earlier) => earlier.kind !== 'dropped');
    if (!isRepeated) events.push(event);
  }
  return events;
}

function eventOf(step: Step, before: Table | undefined, after: Table | undefined): TableEvent {
  if (before === undefined) return { kind: 'created', step };
  const former = tableWord(step.before, before);
  if (after === undefined) return { kind: 'dropped', step, former };
  return former === tableWord(step.after, after) ? { kind: 'changed', step } : { kind: 'renamed', step, former };
}
