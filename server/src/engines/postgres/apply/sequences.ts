import { type Context, refuse } from '../../../schema/apply/context';
import { creationNamespace, reportUnknownObject, targetTable } from '../../../schema/apply/lookup';
import { isTaken } from '../../../schema/apply/taken';
import { putSequence, takeId } from '../../../schema/edit';
import type { ObjectId } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Sequence } from '../../../schema/model/sequence';
import type { Table } from '../../../schema/model/table';
import { columnByName, findRelation, findTable } from '../../../schema/queries';
import type { AlterSequence, CreateSequence, Name, SequenceOwner } from '../../../sql/change';
import { chooseName } from '../names/chosen';

export function applyCreateSequence(schema: Schema, change: CreateSequence, context: Context): Schema {
  const [inNamespace, namespace] = creationNamespace(schema, change.name, change.temporary);
  if (isTaken(inNamespace, change.name, namespace, 'sequence', change.ifNotExists, context)) return schema;
  if (isElsewhere(schema, change.ownedBy, namespace))
    return refuse(schema, context, change.name.name.span, 'object_not_in_prerequisite_state');
  const [next, id] = takeId(inNamespace);
  const origin = context.at(change.name.name.span);
  return putSequence(next, {
    kind: 'sequence',
    id,
    namespace,
    name: change.name.name.text,
    temporary: change.temporary,
    ...ownerOf(schema, change.ownedBy, context),
    created: origin,
    changed: origin,
  });
}

export function applyAlterSequence(schema: Schema, change: AlterSequence, context: Context): Schema {
  const ref = findRelation(schema, change.name.name.text, change.name.schema?.text);
  const sequence = ref?.kind === 'sequence' ? schema.sequences.get(ref.id) : undefined;
  if (sequence === undefined) {
    if (!change.ifExists) reportUnknownObject(schema, 'sequence', change.name, context);
    return schema;
  }
  if (change.ownedBy === undefined) return schema;
  // The sequence of an identity column stays with its column, and an owned sequence is in the schema of its table.
  if (sequence.ownedBy?.identity === true || isElsewhere(schema, change.ownedBy, sequence.namespace))
    return refuse(schema, context, change.name.name.span, 'object_not_in_prerequisite_state');
  const { ownedBy: _, ...free } = sequence;
  return putSequence(schema, { ...free, ...ownerOf(schema, change.ownedBy, context), changed: context.at(change.name.name.span) });
}

/** True when the owner is in another schema than the sequence. */
function isElsewhere(schema: Schema, owner: SequenceOwner | undefined, namespace: ObjectId): boolean {
  if (owner === undefined || owner === 'none') return false;
  const table = findTable(schema, owner.table.name.text, owner.table.schema?.text);
  return table !== undefined && table.namespace !== namespace;
}

function ownerOf(schema: Schema, owner: SequenceOwner | undefined, context: Context): Pick<Sequence, 'ownedBy'> {
  if (owner === undefined || owner === 'none') return {};
  const table = targetTable(schema, owner.table, context);
  const column = table === undefined ? undefined : columnByName(table, owner.column.text);
  return table === undefined || column === undefined ? {} : { ownedBy: { table: table.id, column: column.number, identity: false } };
}

/** The sequence that a serial or identity column owns. */
export function ownedSequence(
  schema: Schema,
  table: Table,
  number: number,
  column: Name,
  identity: boolean,
  context: Context,
  given?: Name,
): readonly [Schema, { readonly id: ObjectId; readonly name: string }] {
  const [next, id] = takeId(schema);
  const origin = context.at(column.span);
  const name = given?.text ?? chooseName(schema, table, 'sequence', [column.text]);
  const ownedBy = { table: table.id, column: number, identity };
  return [
    putSequence(next, {
      kind: 'sequence',
      id,
      namespace: table.namespace,
      name,
      temporary: table.temporary,
      ownedBy,
      created: origin,
      changed: origin,
    }),
    { id, name },
  ];
}
