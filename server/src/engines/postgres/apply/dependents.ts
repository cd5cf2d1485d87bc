import { hasCondition, readsFrom } from '../../../schema/apply/reads';
import { generatedBy, withoutCalls } from '../../../schema/apply/routineUses';
import type { ForeignKey } from '../../../schema/model/constraint';
import type { ObjectId } from '../../../schema/model/object';
import { postgresOf } from '../../../schema/model/postgresPart';
import type { Routine } from '../../../schema/model/routine';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import type { TypeUse } from '../../../schema/model/type';
import { columnByName, typesOfRoutine } from '../../../schema/queries';
import { isInherited } from './notNull';

/*
 * The dependents for which the server refuses a DROP without CASCADE (manual, 5.15). After a gap there are none: they may have been
 * dropped.
 */

/** True when an object that is not dropped with them needs one of these objects. */
export function areNeeded(schema: Schema, ids: readonly ObjectId[]): boolean {
  if (schema.gaps.length > 0) return false;
  const going = goingWith(schema, ids);
  const stays = (id: ObjectId): boolean => !going.has(id);
  return [...going].some(
    (id) =>
      (schema.children.get(id) ?? []).some(stays) ||
      (schema.dependents.get(id) ?? []).some(stays) ||
      isPointedAtAbove(schema, schema.tables.get(id)?.postgres?.partitionOf, going) ||
      (schema.routines.has(id) ? isCalled(schema, id) : isTypeOfRoutine(schema, id, going)),
  );
}

/** A foreign key that points at a partitioned table needs each of its partitions. */
function isPointedAtAbove(schema: Schema, parent: ObjectId | undefined, going: ReadonlySet<ObjectId>): boolean {
  if (parent === undefined || going.has(parent)) return false;
  return pointingAt(schema, parent, () => true) || isPointedAtAbove(schema, schema.tables.get(parent)?.postgres?.partitionOf, going);
}

/** The objects, and those that are dropped with them: partitions and owned sequences of a table, the multirange type of a range type. */
function goingWith(schema: Schema, ids: readonly ObjectId[]): ReadonlySet<ObjectId> {
  const going = new Set(ids);
  for (const id of going) {
    for (const child of schema.children.get(id) ?? []) if (schema.tables.get(child)?.postgres?.partitionOf === id) going.add(child);
    for (const dependent of schema.dependents.get(id) ?? [])
      if (schema.sequences.get(dependent)?.ownedBy?.table === id) going.add(dependent);
    if (schema.types.get(id)?.kind === 'other')
      for (const type of schema.types.values()) if (type.kind === 'other' && type.rangeOf === id) going.add(type.id);
  }
  return going;
}

function isCalled(schema: Schema, id: ObjectId): boolean {
  const triggered = ({ triggers }: Pick<Table, 'triggers'>): boolean => triggers.some(({ routine }) => routine === id);
  return (
    schema.tables.some((table) => triggered(table) || generatedBy(table, id).length > 0 || withoutCalls(table, id) !== table) ||
    schema.views.some(triggered)
  );
}

/** True when a routine takes or returns the type. The constructors of a range type do not count: they are dropped with it. */
function isTypeOfRoutine(schema: Schema, id: ObjectId, going: ReadonlySet<ObjectId>): boolean {
  const uses = (type: TypeUse): boolean => type.kind === 'object' && type.id === id;
  return schema.routines.some(
    (routine: Routine) => !going.has(routine.id) && routine.language !== 'internal' && typesOfRoutine(routine).some(uses),
  );
}

/** True when an object that is not dropped with the column needs it, in this table or in one below. */
export function isColumnNeeded(schema: Schema, table: Table, name: string): boolean {
  const number = columnByName(table, name)?.number;
  if (number === undefined || schema.gaps.length > 0) return false;
  const isOwnUse = table.columns.some(({ generated }) => generated?.columns?.includes(number) === true);
  const below = (schema.children.get(table.id) ?? []).flatMap((id) => schema.tables.get(id) ?? []);
  return (
    isOwnUse ||
    isInPolicyOrTrigger(table, number) ||
    isColumnRead(schema, table.id, number) ||
    pointingAt(
      schema,
      table.id,
      (key, from) => key.target.columns.includes(number) && !(from.id === table.id && key.columns.includes(number)),
    ) ||
    ownedBy(schema, table.id, number).some((sequence) => isSequenceNeeded(schema, sequence, table.id, number)) ||
    below.some((child) => columnByName(child, name)?.postgres?.inherited === true && isColumnNeeded(schema, child, name))
  );
}

/** True when a policy or a trigger of the table names the column. */
function isInPolicyOrTrigger(table: Table, number: number): boolean {
  return (
    postgresOf(table).policies.some((policy) => hasCondition(policy, ({ columns }) => columns.includes(number))) ||
    table.triggers.some(({ columns }) => columns?.includes(number) === true)
  );
}

/** True when a view or a policy of another table reads the column. */
function isColumnRead(schema: Schema, table: ObjectId, number: number): boolean {
  const dependents = schema.dependents.get(table) ?? [];
  return dependents.some((id) => {
    const [view, other] = [schema.views.get(id), schema.tables.get(id)];
    if (view !== undefined) return readsFrom(view.dependsOn, table, number);
    return other?.postgres?.policies.some((policy) => hasCondition(policy, ({ reads }) => readsFrom(reads, table, number))) === true;
  });
}

function ownedBy(schema: Schema, table: ObjectId, column: number): readonly ObjectId[] {
  return (schema.dependents.get(table) ?? []).filter((id) => {
    const owner = schema.sequences.get(id)?.ownedBy;
    return owner?.table === table && owner.column === column;
  });
}

/** True when the default of another column draws from the sequence. */
function isSequenceNeeded(schema: Schema, sequence: ObjectId, table: ObjectId, column: number): boolean {
  return (schema.dependents.get(sequence) ?? []).some((id) =>
    schema.tables
      .get(id)
      ?.columns.some(({ number, default: value }) => value?.sequences.includes(sequence) === true && !(id === table && number === column)),
  );
}

/** True when a foreign key was made with this index. */
export function isIndexNeeded(schema: Schema, table: ObjectId, index: ObjectId): boolean {
  return schema.gaps.length === 0 && pointingAt(schema, table, ({ target }) => target.index === index);
}

type Pointing = ForeignKey & { readonly target: Extract<ForeignKey['target'], { readonly kind: 'table' }> };

function pointingAt(schema: Schema, table: ObjectId, fits: (key: Pointing, from: Table) => boolean): boolean {
  const points = (constraint: Table['constraints'][number]): constraint is Pointing =>
    constraint.kind === 'foreign key' && constraint.target.kind === 'table' && constraint.target.table === table;
  return [table, ...(schema.dependents.get(table) ?? [])].some((id) => {
    const from = schema.tables.get(id);
    return from?.constraints.some((constraint) => points(constraint) && fits(constraint, from)) === true;
  });
}

/** True of a column that must keep its type for a view, a policy, a trigger, a generated column, a parent or the partition key. */
export function isColumnTyped(schema: Schema, table: Table, name: string): boolean {
  const column = columnByName(table, name);
  if (column === undefined || schema.gaps.length > 0) return false;
  const { number } = column;
  return (
    isInherited(schema, table, name) ||
    isPartitionKey(table, number) ||
    isColumnRead(schema, table.id, number) ||
    isInPolicyOrTrigger(table, number) ||
    table.columns.some(({ generated }) => generated?.columns?.includes(number) === true)
  );
}

/** True of a column that the table is partitioned by. */
export function isPartitionKey({ postgres }: Table, number: number): boolean {
  return postgres?.partitionKey?.includes(number) === true;
}

/** True of a key without all columns that the table is partitioned by (manual, 5.12.2.3). */
export function isKeyTooNarrow(table: Table, columns: readonly (number | undefined)[]): boolean {
  return (table.postgres?.partitionKey ?? []).some((number) => !columns.includes(number));
}
