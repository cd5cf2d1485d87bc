import { findRoutine } from '../schema/findRoutine';
import type { Change, CreateRoutine, ObjectKind, ObjectName } from '../sql/change';
import type { Collector, Mention } from './collector';
import { findRef, type Ref } from './ref';

/** Collects names of standalone objects (types, sequences, routines, schemas), and of statements that apply to any kind of object. */
export function collectObjects(change: Change, find: Collector): void {
  switch (change.kind) {
    case 'createTrigger': {
      const called = change.function;
      if (called !== undefined) find.routine(called, (schema) => findRoutine(schema, called.name.text, called.schema?.text, undefined)?.id);
      return;
    }
    case 'attachPartition':
    case 'detachPartition':
      find.relation(change.partition);
      return;
    case 'setInheritance':
      find.relation(change.parent);
      return;
    case 'createSequence':
    case 'alterSequence':
      find.relation(change.name, 'after', change.kind === 'createSequence' ? 'definition' : 'use');
      if (change.ownedBy !== undefined && change.ownedBy !== 'none')
        find.column(find.relation(change.ownedBy.table), change.ownedBy.column);
      return;
    case 'createEnum':
    case 'createOtherType':
      find.typeName(change.name, 'after', 'definition');
      return;
    case 'createComposite':
      find.typeName(change.name, 'after', 'definition');
      for (const { type } of change.columns) find.type(type);
      return;
    case 'createDomain':
      find.typeName(change.name, 'after', 'definition');
      find.type(change.baseType);
      return;
    case 'alterDomain':
      find.typeName(change.name);
      return;
    case 'addEnumValue':
    case 'renameEnumValue':
      find.typeName(change.type);
      return;
    case 'createSchema':
      find.namespace(change.name, 'after', 'definition');
      return;
    case 'createRoutine':
      collectRoutine(change, find);
      return;
    case 'setComment':
      collectObject(change.objectKind, change.object, find);
      return;
    case 'rename':
      collectRename(collectObject(change.objectKind, change.object, find), change.to, find);
      return;
    case 'setSchema':
      collectObject(change.objectKind, change.object, find);
      find.namespace(change.to);
      return;
    case 'drop':
      for (const object of change.objects) collectObject(change.objectKind, object, find);
      return;
  }
}

function collectRoutine(change: CreateRoutine, find: Collector): void {
  const { schema: inSchema, name } = change.name;
  const inputs = change.arguments.filter(({ mode }) => mode === 'in' || mode === 'inout' || mode === 'variadic');
  const types = inputs.map(({ type }) => type);
  find.routine(change.name, (schema) => findRoutine(schema, name.text, inSchema?.text, types)?.id, 'after', 'definition');
  for (const { type } of change.arguments) find.type(type);
  find.type(change.returns);
}

function collectRename(ref: Ref | undefined, to: { readonly text: string; readonly span: Mention['span'] }, find: Collector): void {
  const renamed = ref === undefined ? undefined : findRef(find.step.after, ref);
  if (ref !== undefined && renamed?.object.name === to.text) find.add(ref, to.span, 'rename');
}

/** Collects the object that a COMMENT, DROP, RENAME or SET SCHEMA applies to. */
function collectObject(kind: ObjectKind, object: ObjectName, find: Collector): Ref | undefined {
  const { name, on } = object;
  switch (kind) {
    case 'column':
    case 'attribute':
      return on === undefined ? undefined : find.column(find.relation(on), name.name);
    case 'constraint':
      return on === undefined ? undefined : find.constraint(find.relation(on), name.name);
    case 'trigger':
    case 'policy':
    case 'rule':
      if (on !== undefined) find.relation(on);
      return undefined;
    case 'schema':
      return find.namespace(name.name);
    case 'type':
    case 'domain':
      return find.typeName(name);
    case 'function':
    case 'procedure':
    case 'aggregate':
    case 'routine':
      for (const type of object.arguments ?? []) find.type(type);
      return find.routine(name, (schema) => findRoutine(schema, name.name.text, name.schema?.text, object.arguments)?.id);
    case 'domain constraint':
    case 'enum label':
    case 'extension':
    case 'other':
      return undefined;
    default:
      return find.relation(name);
  }
}
