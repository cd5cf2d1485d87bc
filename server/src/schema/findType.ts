import type { ObjectId } from './model/object';
import { nameKey, type Schema } from './model/schema';
import { searched } from './queries';

/** Enums, domains and the like by their own name; tables, views and composite types by that of their row type. */
export function findType(schema: Schema, type: { readonly schema?: string; readonly name: string }): ObjectId | undefined {
  for (const namespace of searched(schema, type.schema)) {
    const key = nameKey(namespace.id, type.name);
    const id = schema.typeNames.get(key);
    if (id !== undefined) return id;
    const relation = schema.relationNames.get(key);
    if (relation?.kind === 'table' || relation?.kind === 'view') return relation.id;
  }
  return type.schema === undefined ? extensionType(schema, type.name) : undefined;
}

/** The path of the connection may lead where no migration says: to the schema of the extensions, as in Supabase. */
function extensionType(schema: Schema, name: string): ObjectId | undefined {
  return schema.types.find((type) => type.kind === 'other' && type.extension !== undefined && type.name === name)?.id;
}
