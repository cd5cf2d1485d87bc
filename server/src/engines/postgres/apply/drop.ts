import { dropType } from '../../../schema/apply/cascade';
import { dropExtension, dropNamespace, dropRoutine } from '../../../schema/apply/cascadeRoutines';
import type { Context } from '../../../schema/apply/context';
import { applyDrop, dropObject } from '../../../schema/apply/drop';
import { reportUnknownObject, targetTable } from '../../../schema/apply/lookup';
import { putTable } from '../../../schema/edit';
import { targetRoutine } from '../../../schema/findRoutine';
import { findType } from '../../../schema/findType';
import { postgresOf, withPostgres } from '../../../schema/model/postgresPart';
import type { Schema } from '../../../schema/model/schema';
import { findNamespace, findRelation } from '../../../schema/queries';
import type { Drop, ObjectName } from '../../../sql/change';
import { partitionsBelow } from './related';

/** DROP of any kind of object. */
export function postgresDrop(schema: Schema, change: Drop, context: Context): Schema {
  return applyDrop(schema, change, context, dropOne);
}

function dropOne(schema: Schema, change: Drop, object: ObjectName, context: Context): Schema {
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
      return dropObject(schema, change, object, context);
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
      return dropTriggerEverywhere(schema, change, object, context);
    case 'policy':
      return dropPolicy(schema, change, object, context);
    default:
      return schema;
  }
}

/** Drops a trigger and its copies in the partitions. */
function dropTriggerEverywhere(schema: Schema, change: Drop, object: ObjectName, context: Context): Schema {
  const dropped = dropObject(schema, change, object, context);
  const ref = object.on === undefined ? undefined : findRelation(dropped, object.on.name.text, object.on.schema?.text);
  const table = dropped.tables.get(ref?.id ?? -1);
  if (table === undefined) return dropped;
  const name = object.name.name.text;
  return partitionsBelow(dropped, table).reduce(
    (state, partition) =>
      putTable(state, { ...partition, triggers: partition.triggers.filter((trigger) => trigger.name !== name || !trigger.cloned) }),
    dropped,
  );
}

function dropPolicy(schema: Schema, change: Drop, object: ObjectName, context: Context): Schema {
  const table = object.on === undefined ? undefined : targetTable(schema, object.on, context, change.ifExists);
  if (table === undefined) return schema;
  const before = postgresOf(table).policies;
  const policies = before.filter(({ name }) => name !== object.name.name.text);
  if (policies.length === before.length && !change.ifExists) reportUnknownObject(schema, 'policy', object.name, context);
  return putTable(schema, withPostgres(table, { policies }));
}
