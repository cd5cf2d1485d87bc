import type { ObjectId } from './model/object';
import { nameKey, type Schema } from './model/schema';
import { searched } from './queries';

/** The id of a type: of an enum, a domain or another named type, or of the table or view whose row type has the name. */
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

/** A type of an extension in any schema: the search path of a connection may include schemas that no migration names, as in Supabase. */
function extensionType(schema: Schema, name: string): ObjectId | undefined {
  return schema.types.find((type) => type.kind === 'other' && type.extension !== undefined && type.name === name)?.id;
}
