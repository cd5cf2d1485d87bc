import {
  dropColumn,
  dropConstraint,
  dropExtension,
  dropIndex,
  dropNamespace,
  dropRoutine,
  dropSequence,
  dropTable,
  dropType,
  dropView,
} from '../../../schema/apply/cascade';
import { type Context, isUnsure, refuse } from '../../../schema/apply/context';
import {
  reportUnknownObject,
  reportUnknownTable,
  targetColumn,
  targetComposite,
  targetTable,
  targetView,
} from '../../../schema/apply/lookup';
import { putTable, putType, putView, withColumn } from '../../../schema/edit';
import { findType } from '../../../schema/findType';
import type { ObjectId } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import { isView } from '../../../schema/model/view';
import { columnByName, findNamespace, findRelation } from '../../../schema/queries';
import type { Drop, DropColumn, DropConstraint, ObjectName } from '../../../sql/change';
import { partitionsBelow } from './clone';
import { isColumnNeeded, isIndexNeeded, isPartitionKey } from './dependents';
import { heldObject } from './held';
import { dropNotNull, isInherited, parents, whyNotNull } from './notNull';
import { targetRoutine } from './routines';

/* DROP, DROP COLUMN and DROP CONSTRAINT: what they name, and whether it is there. */

/** All objects of a DROP are looked up before the first falls (RemoveObjects in dropcmds.c): one may go with another. */
export function applyDrop(schema: Schema, change: Drop, context: Context): Schema {
  const held = heldObject(schema, change);
  if (held !== undefined) return refuse(schema, context, held.name.name.span, 'dependent_objects_still_exist');
  return change.objects.reduce((state, object) => {
    const wasThere = state !== schema && isThere(schema, change, object, context);
    return dropObject(state, change, object, wasThere ? { ...context, report: () => undefined } : context);
  }, schema);
}

function isThere(schema: Schema, change: Drop, object: ObjectName, context: Context): boolean {
  let missing = false;
  const report = (): void => {
    missing = true;
  };
  dropObject(schema, change, object, { ...context, report });
  return !missing;
}

function dropObject(schema: Schema, change: Drop, object: ObjectName, context: Context): Schema {
  const name = object.name.name.text;
  const inSchema = object.name.schema?.text;
  const missing = (): Schema => {
    if (!change.ifExists) reportUnknownObject(schema, change.objectKind, object.name, context);
    return schema;
  };
  switch (change.objectKind) {
    case 'table':
    case 'foreign table':
    case 'view':
    case 'materialized view':
    case 'sequence':
    case 'index':
      return dropRelation(schema, change, object, context);
    case 'type':
    case 'domain': {
      const id = findType(schema, { name, ...(inSchema === undefined ? {} : { schema: inSchema }) });
      return id === undefined || !schema.types.has(id) ? missing() : dropType(schema, id);
    }
    case 'function':
    case 'procedure':
    case 'aggregate':
    case 'routine': {
      const routine = targetRoutine(schema, object, change.objectKind);
      return routine === undefined ? missing() : dropRoutine(schema, routine.id);
    }
    case 'schema': {
      const namespace = findNamespace(schema, name);
      return namespace === undefined ? missing() : dropNamespace(schema, namespace.id);
    }
    case 'extension':
      return schema.extensions.has(name) ? dropExtension(schema, name) : missing();
    case 'trigger':
    case 'policy':
    case 'rule':
      return dropTableObject(schema, change, object, context);
    default:
      return schema;
  }
}

function dropRelation(schema: Schema, change: Drop, object: ObjectName, context: Context): Schema {
  const ref = findRelation(schema, object.name.name.text, object.name.schema?.text);
  switch (ref?.kind) {
    case 'table':
      return dropTable(schema, schema.tables.get(ref.id)!);
    case 'view':
      return dropView(schema, schema.views.get(ref.id)!);
    case 'sequence':
      return dropSequence(schema, ref.id);
    case 'index':
      return dropIndex(schema, ref.owner, ref.id);
    default:
      if (change.ifExists) return schema;
      if (change.objectKind === 'table') reportUnknownTable(schema, object.name, context);
      else reportUnknownObject(schema, change.objectKind, object.name, context);
      return schema;
  }
}

function dropTableObject(schema: Schema, change: Drop, object: ObjectName, context: Context): Schema {
  if (object.on === undefined || change.objectKind === 'rule') return schema;
  const owner = targetView(schema, object.on) ?? targetTable(schema, object.on, context, change.ifExists);
  if (owner === undefined) return schema;
  const name = object.name.name.text;
  const triggers = change.objectKind === 'trigger' ? owner.triggers.filter((trigger) => trigger.name !== name) : owner.triggers;
  if (isView(owner)) return putView(schema, { ...owner, triggers });
  const policies = change.objectKind === 'policy' ? owner.policies.filter((policy) => policy.name !== name) : owner.policies;
  const found = triggers !== owner.triggers ? triggers.length < owner.triggers.length : policies.length < owner.policies.length;
  if (!found && !change.ifExists) reportUnknownObject(schema, change.objectKind, object.name, context);
  const dropped = putTable(schema, { ...owner, triggers, policies });
  if (change.objectKind !== 'trigger') return dropped;
  return partitionsBelow(dropped, owner).reduce(
    (state, table) => putTable(state, { ...table, triggers: table.triggers.filter((trigger) => trigger.name !== name || !trigger.cloned) }),
    dropped,
  );
}

export function applyDropColumn(schema: Schema, change: DropColumn, context: Context): Schema {
  const composite = targetComposite(schema, change.table);
  if (composite !== undefined) {
    const columns = composite.columns.filter((column) => column.name !== change.column.text);
    return putType(schema, { ...composite, columns, changed: context.at(change.column.span) });
  }
  const table = targetTable(schema, change.table, context, change.ifExists);
  const column = table === undefined ? undefined : targetColumn(schema, table, change.column, context, change.columnIfExists);
  if (table === undefined || column === undefined) return schema;
  const isAbove = isInherited(schema, table, column.name) && schema.gaps.length === 0;
  if (isPartitionKey(table, column.number) || isAbove) return refuse(schema, context, change.column.span, 'invalid_table_definition');
  if (!change.cascade && isColumnNeeded(schema, table, column.name))
    return refuse(schema, context, change.column.span, 'dependent_objects_still_exist');
  const touched = putTable(schema, { ...table, changed: context.at(change.column.span) });
  return dropInherited(touched, table.id, column.name, change.only === true);
}

/** A child loses the column too, unless it defines it itself or has it from another parent; with ONLY it becomes the child's own. */
function dropInherited(schema: Schema, tableId: ObjectId, name: string, only: boolean): Schema {
  const column = columnByName(schema.tables.get(tableId)!, name);
  if (column === undefined) return schema;
  return (schema.children.get(tableId) ?? []).reduce(
    (state, id) => {
      const child = state.tables.get(id)!;
      const own = columnByName(child, name);
      if (own?.inherited !== true) return state;
      if (only)
        return putTable(
          state,
          withColumn(child, own.number, own.changed, ({ inherited: _, ...rest }) => rest),
        );
      const elsewhere = parents(state, child).some((parent) => columnByName(parent, name) !== undefined);
      return elsewhere ? state : dropInherited(state, id, name, false);
    },
    dropColumn(schema, tableId, column.number),
  );
}

export function applyDropConstraint(schema: Schema, change: DropConstraint, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined) return schema;
  const constraint = table.constraints.find((candidate) => candidate.name === change.name.text);
  if (constraint === undefined) {
    const required = table.columns.find(({ notNullName }) => notNullName === change.name.text);
    const asked = required === undefined ? undefined : whyNotNull(schema, table, required);
    if (asked !== undefined) return refuse(schema, context, change.name.span, asked);
    if (required !== undefined) return dropNotNull(schema, table.id, required.name, context.at(change.name.span), change.only);
    if (!change.constraintIfExists && !isUnsure(schema, table.name, 'constraint'))
      context.report({ kind: 'unknown-object', span: change.name.span, objectKind: 'constraint', name: change.name.text });
    return schema;
  }
  if (constraint.parent !== undefined && schema.gaps.length === 0)
    return refuse(schema, context, change.name.span, 'invalid_table_definition');
  if (!change.cascade && 'index' in constraint && isIndexNeeded(schema, table.id, constraint.index))
    return refuse(schema, context, change.name.span, 'dependent_objects_still_exist');
  const touched = putTable(schema, { ...table, changed: context.at(change.name.span) });
  return dropConstraint(touched, table.id, constraint, change.cascade, change.only);
}
