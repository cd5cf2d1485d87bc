import { type History, locate } from '../migrations/replay/step';
import type { Origin } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { displayName } from '../schema/queries';
import { code, type Paragraph } from './markdown';
import { type Found, findRef, lastSchema, type Ref } from './ref';

/** Differences between an object here and after the last migration, or the place where it was dropped; empty when there are none. */
export function laterParagraphs(history: History, ref: Ref, here: Found): readonly Paragraph[] {
  const schema = lastSchema(history, ref);
  const last = findRef(schema, ref);
  if (last === undefined) {
    const removed = removedIn(history, ref);
    return removed === undefined ? [] : [['Dropped in ', removed, '.']];
  }
  const changes = [
    ...renamed(schema, here, last),
    ...changedColumns(here, last),
    ...changedColumn(schema, here, last),
    ...labels(here, last),
  ];
  return changes.length === 0 ? [] : [[`After the last migration: ${changes.join('; ')}.`]];
}

function renamed(schema: Schema, here: Found, last: Found): readonly string[] {
  if (here.object.name === last.object.name) return [];
  return [`called ${code('namespace' in last.object ? displayName(schema, last.object) : last.object.name)}`];
}

function changedColumns(here: Found, last: Found): readonly string[] {
  if (here.kind !== 'table' || last.kind !== 'table' || here.object.columns === last.object.columns) return [];
  const missing = (from: Table, to: Table): readonly string[] =>
    from.columns.filter(({ number }) => !to.columns.some((column) => column.number === number)).map(({ name }) => code(name));
  const without = missing(here.object, last.object);
  const added = missing(last.object, here.object);
  const moved = here.object.columns.flatMap(({ number, name }) => {
    const now = last.object.columns.find((column) => column.number === number);
    return now === undefined || now.name === name ? [] : [`${code(name)} is called ${code(now.name)}`];
  });
  return [
    ...(without.length === 0 ? [] : [`without ${without.join(', ')}`]),
    ...(added.length === 0 ? [] : [`with ${added.join(', ')}`]),
    ...moved,
  ];
}

function changedColumn(schema: Schema, here: Found, last: Found): readonly string[] {
  if (here.kind !== 'column' || last.kind !== 'column') return [];
  const { sketch } = schema.engine;
  const text = sketch.column(schema, last.object);
  return text === sketch.column(schema, { ...here.object, name: last.object.name }) ? [] : [code(text)];
}

function labels(here: Found, last: Found): readonly string[] {
  if (here.kind !== 'type' || last.kind !== 'type' || here.object.kind !== 'enum' || last.object.kind !== 'enum') return [];
  const before = here.object.labels;
  const added = last.object.labels.filter((label) => !before.includes(label));
  return added.length === 0 ? [] : [`with ${added.map((label) => code(`'${label}'`)).join(', ')}`];
}

/** The statement that removed the object, by name or through another object. */
function removedIn(history: History, ref: Ref): Origin | undefined {
  for (const { migration, up, down } of history.migrations) {
    for (const part of ref.branch === '' ? up : ref.branch === migration.id ? down : []) {
      if (findRef(part.after, ref) !== undefined) continue;
      const step = part.steps.find(({ before, after }) => findRef(before, ref) !== undefined && findRef(after, ref) === undefined);
      if (step !== undefined) return locate(step, { start: 0, end: 0 });
    }
  }
  return undefined;
}
