import type { Step } from '../migrations/replay/step';
import type { ObjectId } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import type { ChangeOf, QualifiedName, TypeName } from '../sql/change';
import { type Quote, qualified, type Undone } from './names';

/**
 * DROP for the object that a change creates. Empty when the object existed already or is gone at the end of the migration, undefined when
 * the change creates nothing.
 */
export function undoCreation(step: Step, end: Schema, quote: Quote): Undone | undefined {
  const { change } = step;
  switch (change.kind) {
    case 'createTable':
    case 'createTableAs':
      return change.temporary ? [] : drop('TABLE', change.name);
    case 'createView':
      if (change.temporary) return [];
      return change.orReplace && !isNew(step) ? 'by hand' : drop(change.materialized ? 'MATERIALIZED VIEW' : 'VIEW', change.name);
    case 'createSequence':
      return change.temporary ? [] : drop('SEQUENCE', change.name);
    case 'createEnum':
    case 'createComposite':
    case 'createOtherType':
      return drop('TYPE', change.name);
    case 'createDomain':
      return drop('DOMAIN', change.name);
    case 'createSchema':
      return drop('SCHEMA', { name: change.name });
    case 'createExtension':
      return step.before.extensions.has(change.name.text) || !end.extensions.has(change.name.text)
        ? []
        : [`DROP EXTENSION ${quote(change.name.text)}`];
    case 'createRoutine':
      return change.orReplace && !isNew(step) ? 'by hand' : undoRoutine(change);
    case 'createIndex':
      return undoIndex(change, step, end, quote);
    default:
      return undefined;
  }

  function drop(kind: string, name: QualifiedName): Undone {
    return isNew(step) && survives(step, end) ? [`DROP ${kind} ${qualified(name, quote)}`] : [];
  }

  function undoRoutine(routine: ChangeOf<'createRoutine'>): Undone {
    if (!survives(step, end)) return [];
    if (routine.routineKind === 'aggregate' || routine.routineKind === 'window') return 'by hand';
    const taken = routine.arguments.filter(({ mode }) => mode === 'in' || mode === 'inout' || mode === 'variadic');
    const types = taken.map(({ type }) => typeAsWritten(type, quote)).join(', ');
    return [`DROP ${routine.routineKind.toUpperCase()} ${qualified(routine.name, quote)}(${types})`];
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
function undoIndex(change: ChangeOf<'createIndex'>, step: Step, end: Schema, quote: Quote): Undone {
  const owners = [...end.tables.values(), ...end.views.values()];
  for (const owner of owners) {
    const index = owner.indexes.find(({ id }) => step.before.nextId <= id && id < step.after.nextId);
    if (index === undefined) continue;
    if (!step.start.tables.has(owner.id) && !step.start.views.has(owner.id)) return [];
    const made = [...step.after.tables.values(), ...step.after.views.values()]
      .flatMap(({ indexes }) => indexes)
      .find(({ id }) => id === index.id);
    const schema = change.table.schema;
    const name = change.index.name ?? { text: made?.name ?? index.name, span: change.table.name.span };
    return [
      `DROP INDEX ${change.concurrently ? 'CONCURRENTLY ' : ''}${qualified({ ...(schema === undefined ? {} : { schema }), name }, quote)}`,
    ];
  }
  return [];
}

function typeAsWritten(type: TypeName, quote: Quote): string {
  const name = type.schema === undefined || type.schema === 'pg_catalog' ? type.name : `${quote(type.schema)}.${quote(type.name)}`;
  return type.array ? `${name}[]` : name;
}
