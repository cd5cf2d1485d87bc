import { targetRoutine } from '../../../schema/findRoutine';
import { findType } from '../../../schema/findType';
import type { ObjectId } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import { findNamespace, findRelation } from '../../../schema/queries';
import type { Drop, ObjectName } from '../../../sql/change';
import { areNeeded, isIndexNeeded } from './dependents';

/**
 * The first object of a DROP that cannot be dropped: it belongs to another object, or another object needs it and the statement lacks
 * CASCADE.
 */
export function heldObject(schema: Schema, change: Drop): ObjectName | undefined {
  if (schema.gaps.length > 0) return undefined;
  const required = change.objects.find((object) => isRequired(schema, change, object));
  if (required !== undefined || change.cascade) return required;
  const ids = change.objects.flatMap((object) => objectId(schema, change, object) ?? []);
  return areNeeded(schema, ids) ? change.objects[0] : undefined;
}

/** True of an object that is dropped only with the object that it belongs to. */
function isRequired(schema: Schema, change: Drop, object: ObjectName): boolean {
  const { name, schema: inSchema } = object.name;
  switch (change.objectKind) {
    case 'sequence': {
      const sequence = schema.sequences.get(findRelation(schema, name.text, inSchema?.text)?.id ?? -1);
      return sequence?.ownedBy?.identity === true;
    }
    case 'index': {
      const ref = findRelation(schema, name.text, inSchema?.text);
      const owner = ref?.kind === 'index' ? (schema.tables.get(ref.owner) ?? schema.views.get(ref.owner)) : undefined;
      const index = owner?.indexes.find(({ id }) => id === ref?.id);
      if (index === undefined || owner === undefined) return false;
      return index.constraint !== undefined || index.parent !== undefined || (!change.cascade && isIndexNeeded(schema, owner.id, index.id));
    }
    case 'function':
    case 'routine': {
      const routine = targetRoutine(schema, object, change.objectKind);
      return (
        routine?.language === 'internal' && routine.returns?.kind === 'object' && schema.types.get(routine.returns.id)?.kind === 'other'
      );
    }
    case 'type': {
      const type = schema.types.get(objectId(schema, change, object) ?? -1);
      return type?.kind === 'other' && type.rangeOf !== undefined;
    }
    case 'schema':
      return !change.cascade && !isEmpty(schema, findNamespace(schema, name.text)?.id);
    case 'trigger': {
      const ref = object.on === undefined ? undefined : findRelation(schema, object.on.name.text, object.on.schema?.text);
      return schema.tables.get(ref?.id ?? -1)?.triggers.some((trigger) => trigger.name === name.text && trigger.cloned === true) === true;
    }
    default:
      return false;
  }
}

function isEmpty(schema: Schema, id: ObjectId | undefined): boolean {
  const isInside = ({ namespace }: { readonly namespace: ObjectId }): boolean => namespace === id;
  const { tables, views, sequences, types, routines } = schema;
  return ![tables, views, sequences, types, routines].some((objects) => (objects as typeof tables).some(isInside));
}

function objectId(schema: Schema, change: Drop, object: ObjectName): ObjectId | undefined {
  const { name, schema: inSchema } = object.name;
  switch (change.objectKind) {
    case 'table':
    case 'foreign table':
    case 'view':
    case 'materialized view':
    case 'sequence': {
      const ref = findRelation(schema, name.text, inSchema?.text);
      return ref?.kind === 'table' || ref?.kind === 'view' || ref?.kind === 'sequence' ? ref.id : undefined;
    }
    case 'type':
    case 'domain':
      return findType(schema, { name: name.text, ...(inSchema === undefined ? {} : { schema: inSchema.text }) });
    case 'function':
    case 'procedure':
    case 'aggregate':
    case 'routine':
      return targetRoutine(schema, object, change.objectKind)?.id;
    default:
      return undefined;
  }
}
