import type { Step } from '../migrations/replay/step';
import type { ObjectId } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import type { ChangeOf, ObjectKind, QualifiedName } from '../sql/change';
import { dropped, named, type Undone } from './undone';

/**
 * Drops the object that a change creates. Empty when the object existed already or is gone at the end of the migration, undefined when
 * the change creates nothing.
 */
export function undoCreation(step: Step, end: Schema): Undone | undefined {
  const { change } = step;
  switch (change.kind) {
    case 'createTable':
      return change.temporary ? [] : drop(change.foreign ? 'foreign table' : 'table', change.name);
    case 'createTableAs':
      return change.temporary ? [] : drop('table', change.name);
    case 'createView':
      if (change.temporary) return [];
      return change.orReplace && !isNew(step) ? 'by hand' : drop(change.materialized ? 'materialized view' : 'view', change.name);
    case 'createSequence':
      return change.temporary ? [] : drop('sequence', change.name);
    case 'createEnum':
    case 'createComposite':
    case 'createOtherType':
      return drop('type', change.name);
    case 'createDomain':
      return drop('domain', change.name);
    case 'createSchema':
      return drop('schema', { name: change.name });
    case 'createExtension':
      return step.before.extensions.has(change.name.text) || !end.extensions.has(change.name.text)
        ? []
        : [dropped('extension', { name: { name: change.name } })];
    case 'createRoutine':
      return change.orReplace && !isNew(step) ? 'by hand' : undoRoutine(change);
    case 'createIndex':
      return undoIndex(change, step, end);
    default:
      return undefined;
  }

  function drop(kind: ObjectKind, name: QualifiedName): Undone {
    return isNew(step) && survives(step, end) ? [dropped(kind, { name })] : [];
  }

  function undoRoutine(routine: ChangeOf<'createRoutine'>): Undone {
    if (!survives(step, end)) return [];
    if (routine.routineKind === 'aggregate' || routine.routineKind === 'window') return 'by hand';
    const taken = routine.arguments.filter(({ mode }) => mode === 'in' || mode === 'inout' || mode === 'variadic');
    return [dropped(routine.routineKind, { name: routine.name, arguments: taken.map(({ type }) => type) })];
  }
}

/** True when the step created an object. Ids are assigned in ascending order, so every id between the two counters is new. */
function isNew(step: Step): boolean {
  return step.after.nextId > step.before.nextId;
}

function survives(step: Step, end: Schema): boolean {
  for (let id = step.before.nextId; id < step.after.nextId; id++) if (has(end, id)) return true;
  return false;
}

function has(schema: Schema, id: ObjectId): boolean {
  const { tables, views, sequences, types, routines, namespaces } = schema;
  return [tables, views, sequences, types, routines, namespaces].some((objects) => objects.has(id));
}

/** An index is dropped with its table, so only an index on an older table needs a DROP of its own. */
function undoIndex(change: ChangeOf<'createIndex'>, step: Step, end: Schema): Undone {
  const owners = [...end.tables.values(), ...end.views.values()];
  for (const owner of owners) {
    const index = owner.indexes.find(({ id }) => step.before.nextId <= id && id < step.after.nextId);
    if (index === undefined) continue;
    if (!step.start.tables.has(owner.id) && !step.start.views.has(owner.id)) return [];
    const made = [...step.after.tables.values(), ...step.after.views.values()]
      .flatMap(({ indexes }) => indexes)
      .find(({ id }) => id === index.id);
    const { schema, name: table } = change.table;
    const name = change.index.name ?? named(made?.name ?? index.name, table);
    const object = { name: { ...(schema === undefined ? {} : { schema }), name }, on: change.table };
    return [dropped('index', object, change.concurrently)];
  }
  return [];
}
