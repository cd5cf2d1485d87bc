import { creationNamespace } from '../../../schema/apply/lookup';
import type { ObjectId } from '../../../schema/model/object';
import { nameKey, type Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import type { Refusal, RefusedCondition } from '../../../schema/problem';
import { columnByName, findRelation, findTable, primaryKey, withDescendants } from '../../../schema/queries';
import type {
  AddColumn,
  AddExclusion,
  AddKey,
  Change,
  CreateIndex,
  CreateTable,
  DropColumn,
  DropConstraint,
  Rename,
} from '../../../sql/change';
import { isColumnNeeded, isColumnTyped, isIndexNeeded, isKeyTooNarrow, isPartitionKey } from './dependents';
import { heldObject } from './held';
import { isInherited, isNameTaken, parents, whyNotNull } from './notNull';

/**
 * Why PostgreSQL refuses a change that one of the shared families could apply: because of inheritance and partitions, the names of NOT
 * NULL, or the dependents of an object. Undefined for a change that it accepts, and for one that names an unknown object or a taken name,
 * which the family reports itself.
 */
export function whyRefused(schema: Schema, change: Change): Refusal | undefined {
  switch (change.kind) {
    case 'createTable':
      return ofNewTable(schema, change);
    case 'addColumn':
      return ofNewColumn(schema, change);
    case 'dropColumn':
      return ofDroppedColumn(schema, change);
    case 'alterColumnType': {
      const table = tableOf(schema, change);
      const isTyped = table !== undefined && isColumnTyped(schema, table, change.column.text);
      return isTyped ? { span: change.column.span, condition: 'feature_not_supported' } : undefined;
    }
    case 'setDefault': {
      const table = tableOf(schema, change);
      const column = table === undefined ? undefined : columnByName(table, change.column.text);
      return column?.identity === undefined ? undefined : { span: change.column.span, condition: 'syntax_error' };
    }
    case 'addKey':
    case 'addExclusion':
    case 'createIndex':
      return ofNewKey(schema, change);
    case 'dropConstraint':
      return ofDroppedConstraint(schema, change);
    case 'rename':
      return ofRename(schema, change);
    case 'drop': {
      const held = heldObject(schema, change);
      return held === undefined ? undefined : { span: held.name.name.span, condition: 'dependent_objects_still_exist' };
    }
    default:
      return undefined;
  }
}

function tableOf(schema: Schema, { table }: Pick<AddColumn, 'table'>): Table | undefined {
  return findTable(schema, table.name.text, table.schema?.text);
}

/** A partitioned table has partitions and no other children. */
function ofNewTable(schema: Schema, { name, temporary, inherits }: CreateTable): Refusal | undefined {
  const isPartitioned = inherits.some((parent) => findTable(schema, parent.name.text, parent.schema?.text)?.kind === 'partitioned table');
  if (!isPartitioned) return undefined;
  const [inNamespace, namespace] = creationNamespace(schema, name, temporary);
  return isRelation(inNamespace, namespace, name.name.text) ? undefined : { span: name.name.span, condition: 'wrong_object_type' };
}

function isRelation(schema: Schema, namespace: ObjectId, name: string): boolean {
  return schema.relationNames.has(nameKey(namespace, name));
}

/** The columns of a partition are the parent's (manual, 5.12.2). A NOT NULL has a name that is free in all tables that get it. */
function ofNewColumn(schema: Schema, change: AddColumn): Refusal | undefined {
  const table = tableOf(schema, change);
  if (table === undefined) return undefined;
  const { name, notNullName, notNullNoInherit } = change.column;
  if (table.postgres?.partitionOf !== undefined) return { span: name.span, condition: 'wrong_object_type' };
  if (notNullName === undefined || notNullNoInherit || columnByName(table, name.text) !== undefined) return undefined;
  return isNameTaken(schema, table, name.text, notNullName.text) ? { span: notNullName.span, condition: 'duplicate_object' } : undefined;
}

function ofDroppedColumn(schema: Schema, change: DropColumn): Refusal | undefined {
  const table = tableOf(schema, change);
  const column = table === undefined ? undefined : columnByName(table, change.column.text);
  if (table === undefined || column === undefined) return undefined;
  const { span } = change.column;
  const isAbove = isInherited(schema, table, column.name) && schema.gaps.length === 0;
  if (isPartitionKey(table, column.number) || isAbove) return { span, condition: 'invalid_table_definition' };
  return !change.cascade && isColumnNeeded(schema, table, column.name) ? { span, condition: 'dependent_objects_still_exist' } : undefined;
}

/** A key of a partitioned table holds the columns that the table is split by (manual, 5.12.2.3). */
function ofNewKey(schema: Schema, change: AddKey | AddExclusion | CreateIndex): Refusal | undefined {
  if (change.kind === 'addKey' ? change.usingIndex !== undefined : change.kind === 'createIndex' && !change.index.unique) return undefined;
  const table = tableOfKey(schema, change);
  if (table?.postgres?.partitionKey === undefined) return undefined;
  const name = change.kind === 'createIndex' ? change.index.name : change.name;
  const isReported =
    (name !== undefined && isRelation(schema, table.namespace, name.text)) ||
    (change.kind === 'addKey' && change.primary && primaryKey(table) !== undefined);
  const written = change.kind === 'addKey' ? change.columns : change.index.keys.map(({ column }) => column);
  const numbers = written.map((column) => (column === undefined ? undefined : columnByName(table, column.text)?.number));
  if (isReported || !isKeyTooNarrow(table, numbers)) return undefined;
  const span = name?.span ?? (change.kind === 'createIndex' ? change.table.name.span : change.span);
  return { span, condition: 'feature_not_supported' };
}

/** The table of a key. When the statement itself makes the table, a temporary one of its name may hide it. */
function tableOfKey(schema: Schema, { table }: Pick<AddKey, 'table'>): Table | undefined {
  if (table.made === undefined) return findTable(schema, table.name.text, table.schema?.text);
  const [inNamespace, namespace] = creationNamespace(schema, table, table.made === 'temporary');
  const ref = inNamespace.relationNames.get(nameKey(namespace, table.name.text));
  return ref?.kind === 'table' ? schema.tables.get(ref.id) : undefined;
}

function ofDroppedConstraint(schema: Schema, change: DropConstraint): Refusal | undefined {
  const table = tableOf(schema, change);
  if (table === undefined) return undefined;
  const { text, span } = change.name;
  const refused = (condition: RefusedCondition | undefined): Refusal | undefined =>
    condition === undefined ? undefined : { span, condition };
  const constraint = table.constraints.find(({ name }) => name === text);
  if (constraint === undefined) {
    const column = table.columns.find(({ postgres }) => postgres?.notNullName === text);
    return column === undefined ? undefined : refused(whyNotNull(schema, table, column));
  }
  if (constraint.parent !== undefined && schema.gaps.length === 0) return refused('invalid_table_definition');
  const isNeeded = !change.cascade && 'index' in constraint && isIndexNeeded(schema, table.id, constraint.index);
  return isNeeded ? refused('dependent_objects_still_exist') : undefined;
}

function ofRename(schema: Schema, change: Rename): Refusal | undefined {
  const { object, objectKind, to } = change;
  switch (objectKind) {
    case 'column':
    case 'attribute': {
      const table = object.on === undefined ? undefined : findTable(schema, object.on.name.text, object.on.schema?.text);
      const column = table === undefined ? undefined : columnByName(table, object.name.name.text);
      const isElsewhere = table !== undefined && column !== undefined && isFromElsewhere(schema, table, column.name);
      return isElsewhere ? { span: to.span, condition: 'invalid_table_definition' } : undefined;
    }
    case 'constraint': {
      const table = object.on === undefined ? undefined : findTable(schema, object.on.name.text, object.on.schema?.text);
      return hasNotNull(table, to.text) ? { span: to.span, condition: 'duplicate_object' } : undefined;
    }
    default: {
      const ref = findRelation(schema, object.name.name.text, object.name.schema?.text);
      if (ref?.kind !== 'index') return undefined;
      const table = schema.tables.get(ref.owner);
      const isKey = table?.indexes.some(({ id, constraint }) => id === ref.id && constraint !== undefined);
      return isKey && hasNotNull(table, to.text) ? { span: to.span, condition: 'duplicate_object' } : undefined;
    }
  }
}

/** NOT NULL is a constraint with a name, which no other constraint of the table may have. */
function hasNotNull(table: Table | undefined, name: string): boolean {
  return table?.columns.some(({ postgres }) => postgres?.notNullName === name) === true;
}

/** True when the table or one below has the column from a parent that is not renamed with it (renameatt_internal in tablecmds.c). */
function isFromElsewhere(schema: Schema, root: Table, column: string): boolean {
  if (schema.gaps.length > 0) return false;
  if (isInherited(schema, root, column)) return true;
  const tables = withDescendants(schema, root.id);
  return tables
    .slice(1)
    .some((id) =>
      parents(schema, schema.tables.get(id)!).some((parent) => !tables.includes(parent.id) && columnByName(parent, column) !== undefined),
    );
}
