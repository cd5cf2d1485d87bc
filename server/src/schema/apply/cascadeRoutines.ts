import { putTable, putView } from '../edit';
import type { ObjectId } from '../model/object';
import type { Schema } from '../model/schema';
import type { Trigger } from '../model/table';
import { dropColumn, dropReaders, dropSequence, dropTable, dropType, dropView } from './cascade';
import { generatedBy, withoutCalls } from './routineUses';

/* Drops a routine, a schema or an extension with its dependents. */

/** Drops a routine with the triggers, views, columns and other objects that call it. */
export function dropRoutine(schema: Schema, id: ObjectId): Schema {
  const routine = schema.routines.get(id);
  if (routine === undefined) return schema;
  const others = schema.routines.delete(id);
  const shared = others.some((other) => other.name === routine.name);
  const keep = (trigger: Trigger): boolean =>
    trigger.routine === undefined ? shared || trigger.function !== routine.name : trigger.routine !== id;
  const unread = dropReaders({ ...schema, routines: others }, id);
  const ungenerated = [...unread.tables.values()].reduce(
    (state, table) => generatedBy(table, id).reduce((next, number) => dropColumn(next, table.id, number), state),
    unread,
  );
  const onTables = [...ungenerated.tables.values()].reduce((state, table) => {
    const plain = withoutCalls(table, id);
    return plain === table && table.triggers.every(keep) ? state : putTable(state, { ...plain, triggers: table.triggers.filter(keep) });
  }, ungenerated);
  return [...onTables.views.values()]
    .filter((view) => !view.triggers.every(keep))
    .reduce((state, view) => putView(state, { ...view, triggers: view.triggers.filter(keep) }), onTables);
}

/** Drops a schema with all objects in it. */
export function dropNamespace(schema: Schema, id: ObjectId): Schema {
  const inside = <T extends { readonly namespace: ObjectId }>(objects: Iterable<T>): T[] =>
    [...objects].filter((object) => object.namespace === id);
  let next = inside(schema.views.values()).reduce((state, view) => (state.views.has(view.id) ? dropView(state, view) : state), schema);
  next = inside(next.tables.values()).reduce(
    (state, table) => (state.tables.has(table.id) ? dropTable(state, state.tables.get(table.id)!) : state),
    next,
  );
  next = inside(next.sequences.values()).reduce((state, sequence) => dropSequence(state, sequence.id), next);
  next = inside(next.types.values()).reduce((state, type) => dropType(state, type.id), next);
  next = inside(next.routines.values()).reduce((state, routine) => dropRoutine(state, routine.id), next);
  const extensions = inside(next.extensions.values()).reduce((rest, { name }) => rest.delete(name), next.extensions);
  return { ...next, namespaces: next.namespaces.delete(id), extensions };
}

/** Drops an extension with its types. */
export function dropExtension(schema: Schema, name: string): Schema {
  const types = [...schema.types.values()].filter((type) => type.kind === 'other' && type.extension === name);
  return { ...types.reduce((state, type) => dropType(state, type.id), schema), extensions: schema.extensions.delete(name) };
}
