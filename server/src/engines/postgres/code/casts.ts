import type { FailedCast } from '../../../code/catalogView';
import { isList, isOid, isUnknown, list, type ObjectOid, textOf, UNKNOWN, type Value } from '../../../code/value';
import { isUnsure } from '../../../schema/apply/context';
import type { CatalogState } from '../../../schema/code/codeCatalog';
import { findType } from '../../../schema/findType';
import type { GapKind } from '../../../schema/model/gap';
import type { Schema } from '../../../schema/model/schema';
import type { TypeUse } from '../../../schema/model/type';
import { findNamespace, findRelation, searched } from '../../../schema/queries';
import { isWhole } from '../../../text/partialText';
import { printIdentifier } from '../names/print';
import { truncate } from '../read/identifier';
import { printedRoutine } from './catalog/routineTexts';
import { builtinType, printedType, typeOidOf } from './catalog/typeOids';

/** The result of `value::type`. A cast from the name of an object fails when the object does not exist. */
export function castValue(type: string, value: Value, state: CatalogState): Value | FailedCast {
  if (value === null) return null;
  if (type.endsWith('[]')) return isList(value) ? value : arrayOf(value);
  switch (type) {
    case 'regclass':
    case 'regtype':
    case 'regproc':
    case 'regprocedure':
    case 'regnamespace':
      // The oid of an object has no meaning without a database, but zero is no object.
      if (/^\d+$/.test(textOf(value) ?? '')) return Number(textOf(value)) === 0 ? { kind: 'oid', id: 0, text: '-' } : UNKNOWN;
      return castToObject(type, value, state);
    case 'oid':
      return isOid(value) ? { kind: 'oid', id: value.id } : UNKNOWN;
    case 'int2':
    case 'int4':
    case 'int8':
    case 'integer':
    case 'int':
    case 'bigint':
    case 'smallint':
      return isUnknown(value) ? UNKNOWN : whole(textOf(value));
    case 'char':
      return typeof value === 'string' ? value.slice(0, 1) : value;
    case 'bool':
    case 'boolean':
      return typeof value === 'string' ? /^(t|true|y|yes|on|1)$/i.test(value) : value;
    case 'text':
    case 'varchar':
    case 'character varying':
      return isUnknown(value) ? value : (textOf(value) ?? null);
    case 'name':
      return isUnknown(value) ? value : truncate(textOf(value) ?? '');
    default:
      return value;
  }
}

function castToObject(type: string, value: Value, state: CatalogState): Value | FailedCast {
  switch (type) {
    case 'regclass':
      return isOid(value) ? named(value, state.schema) : oidOf(value, state, relationOid, 'undefined_table');
    case 'regtype':
      return isOid(value) ? printedType(value, state.schema) : oidOf(value, state, typeOid, 'undefined_object');
    case 'regnamespace':
      return isOid(value) ? namedNamespace(value, state.schema) : oidOf(value, state, namespaceOid, 'invalid_schema_name');
    default:
      if (isOid(value)) return printedRoutine(value, type === 'regprocedure', state.schema);
      return oidOf(value, state, type === 'regprocedure' ? procedureOid : routineOid, 'undefined_function');
  }
}

function whole(text: string | null): Value {
  const number = Number(text);
  return text !== null && /^\s*[-+]?\d+\s*$/.test(text) && Number.isSafeInteger(number) ? number : UNKNOWN;
}

function arrayOf(value: Value): Value {
  const inner = typeof value === 'string' ? /^\{([^"{}\\]*)\}$/.exec(value)?.[1] : undefined;
  return inner === undefined ? UNKNOWN : list(inner === '' ? [] : inner.split(',').map((item) => item.trim()));
}

function oidOf(
  value: Value,
  state: CatalogState,
  find: (text: string, state: CatalogState) => Value,
  condition: string,
): Value | FailedCast {
  const text = textOf(value);
  if (text === null || !isWhole(text)) return UNKNOWN;
  const found = find(text, state);
  return found === null ? { kind: 'failed cast', condition, message: `${text} does not exist` } : found;
}

/** The relation that a text names, as regclass reads it; null when there is none. */
export function relationOid(text: string, state: CatalogState): Value {
  if (!isWhole(text)) return UNKNOWN;
  const { name, schema } = nameParts(text);
  const ref = findRelation(state.schema, name, schema);
  if (ref !== undefined) return named({ kind: 'oid', id: ref.id }, state.schema);
  return isDoubtful(state, name, 'table') ? UNKNOWN : null;
}

/** The type that a text names, as regtype reads it; null when there is none. */
export function typeOid(text: string, state: CatalogState): Value {
  const type = nameParts(text);
  const builtin = builtinType(text, state.schema);
  if (builtin !== undefined) return builtin;
  const id = findType(state.schema, type);
  if (id !== undefined) return { kind: 'oid', id, text };
  return type.schema === undefined || isDoubtful(state, type.name, 'type') ? UNKNOWN : null;
}

export function namespaceOid(text: string, state: CatalogState): Value {
  const { name } = nameParts(text);
  const namespace = findNamespace(state.schema, name);
  if (namespace !== undefined) return { kind: 'oid', id: namespace.id, text: printIdentifier(name) };
  return name.startsWith('pg_') || isDoubtful(state, name, 'schema') ? UNKNOWN : null;
}

function namedNamespace(oid: ObjectOid, schema: Schema): ObjectOid {
  const name = typeof oid.id === 'number' ? schema.namespaces.get(oid.id)?.name : undefined;
  return name === undefined ? oid : { ...oid, text: printIdentifier(name) };
}

function isDoubtful(state: CatalogState, name: string, kind: GapKind): boolean {
  return !state.supposes && isUnsure(state.schema, name, kind);
}

/** The routine that a text names, as regproc reads it; null when there is none. */
export function routineOid(text: string, state: CatalogState): Value {
  return routineWith(text, undefined, state);
}

/** `f(int, text)`, as regprocedure reads it. */
export function procedureOid(text: string, state: CatalogState): Value {
  const [, name = text, given = ''] = /^([^(]*)\(([\s\S]*)\)\s*$/.exec(text) ?? [];
  const types = given.trim() === '' ? [] : given.split(',').map((type) => typeOid(type, state));
  return types.every((type) => type !== null && isOid(type)) ? routineWith(name, types.filter(isTypeOid), state) : UNKNOWN;
}

function isTypeOid(type: Value): type is ObjectOid {
  return type !== null && isOid(type);
}

function routineWith(written: string, types: readonly ObjectOid[] | undefined, state: CatalogState): Value {
  const { name, schema: inSchema } = nameParts(written);
  const fits = (use: TypeUse, i: number): boolean => {
    const own = typeOidOf(use, state.schema);
    return own !== null && isOid(own) && own.id === types?.[i]?.id;
  };
  for (const { id } of searched(state.schema, inSchema)) {
    const found = state.schema.routines.find(
      (routine) =>
        routine.namespace === id &&
        routine.name === name &&
        (types === undefined || (routine.argumentTypes.length === types.length && routine.argumentTypes.every(fits))),
    );
    if (found !== undefined) return printedRoutine({ kind: 'oid', id: found.id }, types !== undefined, state.schema);
  }
  // A name without a schema may be that of a function of PostgreSQL's own.
  return inSchema === undefined || isDoubtful(state, name, 'function') ? UNKNOWN : null;
}

/** The parts of a name `a.b`, folded where they are not quoted, and cut as identifiers are. */
export function nameParts(text: string): { readonly name: string; readonly schema?: string } {
  const parts = text.trim().match(/"(?:[^"]|"")*"|[^.]+/g) ?? [];
  const [name = '', schema] = parts
    .map((part) => truncate(part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase()))
    .reverse();
  return { name, ...(schema === undefined ? {} : { schema }) };
}

/** A relation as regclass prints it: with its schema where the search path does not lead to it. */
function named(oid: ObjectOid, schema: Schema): Value {
  if (typeof oid.id === 'string') return { ...oid, text: oid.id };
  const object = schema.tables.get(oid.id) ?? schema.views.get(oid.id) ?? schema.sequences.get(oid.id) ?? schema.types.get(oid.id);
  if (object === undefined) return oid;
  const isFound = searched(schema).some(({ id }) => id === object.namespace) && findRelation(schema, object.name)?.id === oid.id;
  const namespace = schema.namespaces.get(object.namespace)?.name ?? 'public';
  return { ...oid, text: isFound ? printIdentifier(object.name) : `${printIdentifier(namespace)}.${printIdentifier(object.name)}` };
}
