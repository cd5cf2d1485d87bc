import { fieldOf, isOid, list, type ObjectOid, textOf, UNKNOWN, type Value } from '../../../code/value';
import type { CatalogState } from '../../../schema/code/codeCatalog';
import type { Constraint } from '../../../schema/model/constraint';
import type { ObjectId } from '../../../schema/model/object';
import type { Routine } from '../../../schema/model/routine';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import { isView } from '../../../schema/model/view';
import { columnByName, findTable, namespaceName, searched } from '../../../schema/queries';
import { printIdentifier } from '../names/print';
import { nameParts, namespaceOid, procedureOid, relationOid, routineOid, typeOid } from './casts';
import { constraintText } from './catalog/constraintTexts';
import { constraintsOf, type Member, members } from './catalog/objects';
import { argumentsText, definitionText } from './catalog/routineTexts';

/** Functions that read the catalogs or the session (manual, 9.27); undefined for all others. */
export function catalogFunction(name: string, values: readonly Value[], state: CatalogState): Value | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]!(values, state) : undefined;
}

const FUNCTIONS: Readonly<Record<string, (values: readonly Value[], state: CatalogState) => Value>> = {
  current_schema: (_, state) => state.schema.searchPath[0] ?? null,
  current_schemas: ([withImplicit = null], state) => {
    const path = searched(state.schema).flatMap(({ name }) => (name === 'pg_temp' ? [] : [name]));
    return list(withImplicit === true ? ['pg_catalog', ...path] : path);
  },
  to_regclass: lookedUp(relationOid),
  to_regtype: lookedUp(typeOid),
  to_regnamespace: lookedUp(namespaceOid),
  to_regproc: lookedUp(routineOid),
  to_regprocedure: lookedUp(procedureOid),
  current_setting: ([name = null, missing = null], state) => setting(textOf(name), missing === true, state),
  format_type: ([type = null, modifier = null]) => (type === null ? null : isOid(modifier ?? null) ? textAt(modifier) : textAt(type)),
  oidvectortypes: ([types = null]) => fieldOf(types, 'identity'),
  pg_get_function_identity_arguments: onRoutine((routine, schema) => argumentsText(routine, schema, ', ')),
  pg_get_constraintdef: ([oid = null], state) => {
    if (oid === null) return null;
    if (!isOid(oid) || !state.supposes) return UNKNOWN;
    const [constraint, table] = constraintsById(state.schema).get(Number(oid.id)) ?? [];
    return constraint === undefined || table === undefined || isView(table)
      ? UNKNOWN
      : (constraintText(constraint, table, state.schema) ?? UNKNOWN);
  },
  pg_get_functiondef: ([oid = null], state) => {
    const routine = isOid(oid) ? state.schema.routines.get(Number(oid.id)) : undefined;
    if (oid === null) return null;
    return routine === undefined || !state.supposes ? UNKNOWN : (definitionText(routine, state.schema) ?? UNKNOWN);
  },
  pg_get_serial_sequence: ([table = null, column = null], state) => serialSequence(textOf(table), textOf(column), state),
  pg_table_is_visible: visible((schema) => [...schema.tables.values(), ...schema.views.values(), ...schema.sequences.values()]),
  pg_type_is_visible: visible((schema) => [...schema.types.values()]),
  pg_function_is_visible: visible((schema) => [...schema.routines.values()]),
  pg_is_in_recovery: () => false,
};

const constraints = members(constraintsOf);

const byId = new WeakMap<Schema['tables'], ReadonlyMap<ObjectId, Member<Constraint>>>();

function constraintsById(schema: Schema): ReadonlyMap<ObjectId, Member<Constraint>> {
  const known = byId.get(schema.tables);
  if (known !== undefined) return known;
  const found = new Map<ObjectId, Member<Constraint>>();
  for (const member of constraints(schema)) found.set(member[0].id, member);
  byId.set(schema.tables, found);
  return found;
}

function lookedUp(find: (text: string, state: CatalogState) => Value): (values: readonly Value[], state: CatalogState) => Value {
  return ([value = null], state) => {
    const text = textOf(value);
    return text === null ? null : find(text, state);
  };
}

function textAt(type: Value): Value {
  return isOid(type) ? (textOf(type) ?? UNKNOWN) : UNKNOWN;
}

/** Settings with a dot belong to applications and likely have no value. Of the server's own settings, only the version is known. */
function setting(name: string | null, mayBeMissing: boolean, state: CatalogState): Value {
  if (name === null) return null;
  if (name === 'server_version_num') return state.supposes ? VERSION * 10_000 : UNKNOWN;
  return name.includes('.') && mayBeMissing && state.supposes ? null : UNKNOWN;
}

/** The release whose catalogs the model follows. */
const VERSION = 18;

function onRoutine(of: (routine: Routine, schema: Schema) => Value): (values: readonly Value[], state: CatalogState) => Value {
  return ([oid = null], state) => {
    const routine = isOid(oid) ? state.schema.routines.get(Number(oid.id)) : undefined;
    return oid === null ? null : routine === undefined ? UNKNOWN : of(routine, state.schema);
  };
}

function visible(
  of: (schema: Schema) => readonly { readonly id: number; readonly namespace: number }[],
): (values: readonly Value[], state: CatalogState) => Value {
  return ([oid = null], { schema }) => {
    const object = isOid(oid) ? of(schema).find(({ id }) => id === (oid as ObjectOid).id) : undefined;
    return object === undefined ? UNKNOWN : searched(schema).some(({ id }) => id === object.namespace);
  };
}

/** The sequence that a column owns. */
function serialSequence(table: string | null, column: string | null, state: CatalogState): Value {
  if (table === null || column === null) return null;
  const { name, schema } = nameParts(table);
  const owner: Table | undefined = findTable(state.schema, name, schema);
  const number = owner === undefined ? undefined : columnByName(owner, column)?.number;
  if (owner === undefined || number === undefined) return UNKNOWN;
  const sequence = state.schema.sequences.find(({ ownedBy }) => ownedBy?.table === owner.id && ownedBy.column === number);
  if (sequence === undefined) return state.supposes || state.schema.gaps.length === 0 ? null : UNKNOWN;
  return `${printIdentifier(namespaceName(state.schema, sequence))}.${printIdentifier(sequence.name)}`;
}
