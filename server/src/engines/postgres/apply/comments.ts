import { applySetComment, commented, commentedIn } from '../../../schema/apply/comments';
import type { Context } from '../../../schema/apply/context';
import { targetTable } from '../../../schema/apply/lookup';
import { putTable, putType } from '../../../schema/edit';
import { targetRoutine } from '../../../schema/findRoutine';
import { findType } from '../../../schema/findType';
import { postgresOf, withPostgres } from '../../../schema/model/postgresPart';
import type { Schema } from '../../../schema/model/schema';
import { findNamespace } from '../../../schema/queries';
import type { SetComment } from '../../../sql/change';

/** COMMENT ON any kind of object. */
export function postgresSetComment(schema: Schema, change: SetComment, context: Context): Schema {
  const { object, text } = change;
  const { name, schema: inSchema } = object.name;
  switch (change.objectKind) {
    case 'policy': {
      const table = object.on === undefined ? undefined : targetTable(schema, object.on, context);
      return table === undefined
        ? schema
        : putTable(schema, withPostgres(table, { policies: commentedIn(postgresOf(table).policies, change) }));
    }
    case 'schema': {
      const namespace = findNamespace(schema, name.text);
      return namespace === undefined ? schema : { ...schema, namespaces: schema.namespaces.set(namespace.id, commented(namespace, text)) };
    }
    case 'type':
    case 'domain': {
      const id = findType(schema, { name: name.text, ...(inSchema === undefined ? {} : { schema: inSchema.text }) });
      const type = schema.types.get(id ?? -1);
      return type === undefined ? schema : putType(schema, commented(type, text));
    }
    case 'function':
    case 'procedure':
    case 'aggregate':
    case 'routine': {
      const routine = targetRoutine(schema, object, change.objectKind);
      return routine === undefined ? schema : { ...schema, routines: schema.routines.set(routine.id, commented(routine, text)) };
    }
    default:
      return applySetComment(schema, change, context);
  }
}
