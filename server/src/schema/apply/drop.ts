import type { Drop, ObjectName } from '../../sql/change';
import { putTable, putView } from '../edit';
import type { RelationRef, Schema } from '../model/schema';
import { isView } from '../model/view';
import { findRelation, findTable } from '../queries';
import { dropSequence, dropTable, dropView } from './cascade';
import { dropIndex } from './cascadeKeys';
import type { Context } from './context';
import { reportUnknownObject, reportUnknownTable, targetTable, targetView } from './lookup';

/** Drops one object of a DROP. Reports an object that does not exist, unless the statement says IF EXISTS. */
export type Dropping = (schema: Schema, change: Drop, object: ObjectName, context: Context) => Schema;

/**
 * DROP. All objects are looked up before the first is dropped (RemoveObjects in PostgreSQL's dropcmds.c), because one may be dropped with
 * another.
 */
export function applyDrop(schema: Schema, change: Drop, context: Context, drop: Dropping = dropObject): Schema {
  return change.objects.reduce((state, object) => {
    const wasThere = state !== schema && isThere(schema, change, object, context, drop);
    return drop(state, change, object, wasThere ? { ...context, report: () => undefined } : context);
  }, schema);
}

function isThere(schema: Schema, change: Drop, object: ObjectName, context: Context, drop: Dropping): boolean {
  let missing = false;
  const report = (): void => {
    missing = true;
  };
  drop(schema, change, object, { ...context, report });
  return !missing;
}

/** Drops a table, a view, a sequence, an index or a trigger. */
export function dropObject(schema: Schema, change: Drop, object: ObjectName, context: Context): Schema {
  if (change.objectKind === 'trigger') return dropTrigger(schema, change, object, context);
  const ref =
    change.objectKind === 'index' ? targetIndex(schema, object) : findRelation(schema, object.name.name.text, object.name.schema?.text);
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

/** The index that a statement names: among the relations of a schema, or on the table that the statement gives. */
export function targetIndex(schema: Schema, { name, on }: ObjectName): RelationRef | undefined {
  if (schema.engine.indexNames === 'schema') return findRelation(schema, name.name.text, name.schema?.text);
  const owner = on === undefined ? undefined : findTable(schema, on.name.text, on.schema?.text);
  const index = owner?.indexes.find((candidate) => candidate.name === name.name.text);
  return owner === undefined || index === undefined ? undefined : { kind: 'index', id: index.id, owner: owner.id };
}

function dropTrigger(schema: Schema, change: Drop, object: ObjectName, context: Context): Schema {
  if (object.on === undefined) return schema;
  const owner = targetView(schema, object.on) ?? targetTable(schema, object.on, context, change.ifExists);
  if (owner === undefined) return schema;
  const triggers = owner.triggers.filter(({ name }) => name !== object.name.name.text);
  if (isView(owner)) return putView(schema, { ...owner, triggers });
  if (triggers.length === owner.triggers.length && !change.ifExists) reportUnknownObject(schema, 'trigger', object.name, context);
  return putTable(schema, { ...owner, triggers });
}
