import { type Context, refuse } from '../../../schema/apply/context';
import { creationNamespace, reportUnknownTable } from '../../../schema/apply/lookup';
import { isTaken } from '../../../schema/apply/taken';
import { putSequence, putTable, putType, putView } from '../../../schema/edit';
import { targetRoutine } from '../../../schema/findRoutine';
import { findType } from '../../../schema/findType';
import type { ObjectId } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import { findRelation } from '../../../schema/queries';
import type { SetSchema } from '../../../sql/change';

/** ALTER … SET SCHEMA. Indexes and owned sequences move with their table. */
export function applySetSchema(schema: Schema, change: SetSchema, context: Context): Schema {
  const [prepared, namespace] = creationNamespace(schema, { schema: change.to, name: change.object.name.name });
  const name = change.object.name;
  if (change.objectKind === 'type' || change.objectKind === 'domain') {
    const type = prepared.types.get(
      findType(prepared, { name: name.name.text, ...(name.schema === undefined ? {} : { schema: name.schema.text }) }) ?? -1,
    );
    return type === undefined ? schema : putType(prepared, { ...type, namespace });
  }
  if (change.objectKind === 'extension') {
    const extension = prepared.extensions.get(name.name.text);
    if (extension === undefined) return schema;
    const moved = { ...prepared, extensions: prepared.extensions.set(extension.name, { ...extension, namespace }) };
    return [...moved.types.values()]
      .filter((type) => type.kind === 'other' && type.extension === extension.name)
      .reduce((state, type) => putType(state, { ...type, namespace }), moved);
  }
  const routine = ['function', 'procedure', 'aggregate', 'routine'].includes(change.objectKind)
    ? targetRoutine(prepared, change.object, change.objectKind)
    : undefined;
  if (routine !== undefined) return { ...prepared, routines: prepared.routines.set(routine.id, { ...routine, namespace }) };
  return moveRelation(prepared, change, namespace, context);
}

function moveRelation(schema: Schema, change: SetSchema, namespace: ObjectId, context: Context): Schema {
  const { name } = change.object;
  const ref = findRelation(schema, name.name.text, name.schema?.text);
  const moved = ref === undefined ? undefined : (schema.tables.get(ref.id) ?? schema.views.get(ref.id) ?? schema.sequences.get(ref.id));
  const isMoved = moved !== undefined && moved.namespace !== namespace;
  if (isMoved && isTaken(schema, name, namespace, change.objectKind, false, context)) return schema;
  if (ref?.kind === 'table') {
    const owned = [...schema.sequences.values()].filter((sequence) => sequence.ownedBy?.table === ref.id);
    const moved = putTable(schema, { ...schema.tables.get(ref.id)!, namespace, changed: context.at(change.to.span) });
    return owned.reduce((state, sequence) => putSequence(state, { ...sequence, namespace }), moved);
  }
  if (ref?.kind === 'view') return putView(schema, { ...schema.views.get(ref.id)!, namespace });
  if (ref?.kind === 'sequence') {
    const sequence = schema.sequences.get(ref.id)!;
    // An owned sequence moves with its table (manual, ALTER SEQUENCE).
    if (sequence.ownedBy !== undefined) return refuse(schema, context, change.to.span, 'feature_not_supported');
    return putSequence(schema, { ...sequence, namespace });
  }
  if (ref === undefined && !change.ifExists && change.objectKind === 'table') reportUnknownTable(schema, name, context);
  return schema;
}
