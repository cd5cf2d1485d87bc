import type { ObjectOid, Value } from '../../../../code/value';
import { UNKNOWN } from '../../../../code/value';
import { findType } from '../../../../schema/findType';
import type { ObjectId } from '../../../../schema/model/object';
import type { Schema } from '../../../../schema/model/schema';
import type { TypeUse } from '../../../../schema/model/type';
import { searched, typeText } from '../../../../schema/queries';
import { printIdentifier } from '../../names/print';
import { resolveType } from '../../types/resolve';

/*
 * Types as catalogs refer to them: a type of the schema by its id, a built-in type by its name, and the modifier apart.
 */

/** pg_attribute.atttypid */
export function typeOidOf(use: TypeUse | undefined, schema: Schema): Value {
  if (use === undefined || use.kind === 'unknown') return UNKNOWN;
  const bare = withoutModifier(use);
  if (use.kind === 'object' && !use.array) return { kind: 'oid', id: use.id, text: found(use.id, schema) };
  return { kind: 'oid', id: typeText(schema, bare), text: shown(bare, schema) };
}

/** pg_attribute.atttypmod: -1, or the printed type with its modifier in the place of the number. */
export function typeModifier(use: TypeUse | undefined, schema: Schema): Value {
  if (use === undefined || use.kind === 'unknown') return UNKNOWN;
  return use.text === withoutModifier(use).text ? -1 : { kind: 'oid', id: shown(use, schema), text: shown(use, schema) };
}

/** `'int4'::regtype`; undefined when the name is that of no built-in type. */
export function builtinType(text: string, schema: Schema): ObjectOid | undefined {
  const written = text.trim().toLowerCase();
  const array = written.endsWith('[]');
  const name = (array ? written.slice(0, -2) : written).replace(/^pg_catalog\./, '');
  const spelled = INTERNAL[name] ?? name;
  if (!/^[a-z_][\w]*$/.test(spelled)) return undefined;
  const use = resolveType(schema, { name: spelled, modifiers: [], array, span: { start: 0, end: 0 } });
  return use.kind === 'builtin' ? { kind: 'oid', id: typeText(schema, use), text: typeText(schema, use) } : undefined;
}

/** The built-in types that columns and functions have, by their names in pg_type. */
export function builtinTypes(schema: Schema): readonly { readonly oid: ObjectOid; readonly name: string }[] {
  return NAMES.flatMap((name) => {
    const [oid, array] = [builtinType(name, schema), builtinType(`${name}[]`, schema)];
    return [...(oid === undefined ? [] : [{ oid, name }]), ...(array === undefined ? [] : [{ oid: array, name: `_${name}` }])];
  });
}

const NAMES =
  `bool bytea name int8 int2 int4 text oid json jsonb xml uuid float4 float8 money varchar bpchar date time timetz timestamp timestamptz
  interval bit varbit numeric inet cidr macaddr tsvector tsquery void trigger record regclass`.split(/\s+/);

/** A type as regtype prints it: with its schema where the search path does not lead to it. */
export function printedType(oid: ObjectOid, schema: Schema): ObjectOid {
  return typeof oid.id === 'number' ? { ...oid, text: found(oid.id, schema) } : { ...oid, text: oid.id };
}

/** The names of SQL, and their names in pg_type. */
const INTERNAL: Readonly<Record<string, string>> = {
  boolean: 'bool',
  smallint: 'int2',
  integer: 'int4',
  int: 'int4',
  bigint: 'int8',
  real: 'float4',
  'double precision': 'float8',
  decimal: 'numeric',
  'character varying': 'varchar',
  character: 'bpchar',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
  'time with time zone': 'timetz',
};

/** pg_type.typname of a type in use, as udt_name of the information schema has it. */
export function internalName(use: TypeUse, schema: Schema): Value {
  if (use.kind === 'unknown') return UNKNOWN;
  const bare = withoutModifier(use);
  const own = bare.kind === 'object' ? (objectOf(bare.id, schema)?.name ?? '') : (INTERNAL[bare.text] ?? bare.text);
  return use.array ? `_${own}` : own;
}

function withoutModifier(use: TypeUse): TypeUse {
  return { ...use, text: use.text.replace(/\([^)]*\)/, '') };
}

function shown(use: TypeUse, schema: Schema): string {
  return use.kind === 'object' ? `${found(use.id, schema)}${use.text}${use.array ? '[]' : ''}` : typeText(schema, use);
}

function objectOf(id: ObjectId, schema: Schema) {
  return schema.types.get(id) ?? schema.tables.get(id) ?? schema.views.get(id);
}

function found(id: ObjectId, schema: Schema): string {
  const object = objectOf(id, schema);
  if (object === undefined) return '';
  const isFound = searched(schema).some(({ id: path }) => path === object.namespace) && findType(schema, object) === id;
  const namespace = schema.namespaces.get(object.namespace)?.name ?? 'public';
  return isFound ? printIdentifier(object.name) : `${printIdentifier(namespace)}.${printIdentifier(object.name)}`;
}
