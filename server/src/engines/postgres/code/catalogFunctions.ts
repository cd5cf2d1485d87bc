import type { Run } from '../../../code/run';
import { fieldOf, isOid, list, type ObjectOid, textOf, UNKNOWN, type Value } from '../../../code/value';
import type { Constraint } from '../../../schema/model/constraint';
import type { ObjectId } from '../../../schema/model/object';
import type { Routine } from '../../../schema/model/routine';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import { isView } from '../../../schema/model/view';
import { columnByName, findTable, namespaceName, searched } from '../../../schema/queries';
import { printIdentifier } from '../names/print';
import { namespaceOid, procedureOid, qualified, relationOid, routineOid, typeOid } from './casts';
import { constraintText } from './catalog/constraintTexts';
import { constraintsOf, type Member, members } from './catalog/objects';
import { argumentsText, definitionText } from './catalog/routineTexts';

/** Functions that read the catalogs or the session (manual, 9.27); undefined for all others. */
export function catalogFunction(name: string, values: readonly Value[], run: Run): Value | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]!(values, run) : undefined;
}

const FUNCTIONS: Readonly<Record<string, (values: readonly Value[], run: Run) => Value>> = {
  current_schema: (_, run) => run.schema.searchPath[0] ?? null,
  current_schemas: ([withImplicit = null], run) => {
    const path = searched(run.schema).flatMap(({ name }) => (name === 'pg_temp' ? [] : [name]));
    return list(withImplicit === true ? ['pg_catalog', ...path] : path);
  },
  to_regclass: lookedUp(relationOid),
  to_regtype: lookedUp(typeOid),
  to_regnamespace: lookedUp(namespaceOid),
  to_regproc: lookedUp(routineOid),
  to_regprocedure: lookedUp(procedureOid),
  current_setting: ([name = null, missing = null], run) => setting(textOf(name), missing === true, run),
  format_type: ([type = null, modifier = null]) => (type === null ? null : isOid(modifier ?? null) ? textAt(modifier) : textAt(type)),
  oidvectortypes: ([types = null]) => fieldOf(types, 'identity'),
  pg_get_function_identity_arguments: onRoutine((routine, schema) => argumentsText(routine, schema, ', ')),
  pg_get_constraintdef: ([oid = null], run) => {
    if (oid === null) return null;
    if (!isOid(oid) || !run.supposes) return UNKNOWN;
    const [constraint, table] = constraintsById(run.schema).get(Number(oid.id)) ?? [];
    return constraint === undefined || table === undefined || isView(table)
      ? UNKNOWN
      : (constraintText(constraint, table, run.schema) ?? UNKNOWN);
  },
  pg_get_functiondef: ([oid = null], run) => {
    const routine = isOid(oid) ? run.schema.routines.get(Number(oid.id)) : undefined;
    if (oid === null) return null;
    return routine === undefined || !run.supposes ? UNKNOWN : (definitionText(routine, run.schema) ?? UNKNOWN);
  },
  pg_get_serial_sequence: ([table = null, column = null], run) => serialSequence(textOf(table), textOf(column), run),
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

function lookedUp(find: (text: string, run: Run) => Value): (values: readonly Value[], run: Run) => Value {
  return ([value = null], run) => {
    const text = textOf(value);
    return text === null ? null : find(text, run);
  };
}

function textAt(type: Value): Value {
  return isOid(type) ? (textOf(type) ?? UNKNOWN) : UNKNOWN;
}

/** Settings with a dot belong to applications: likely none has set it. Of the server's own its version is asked for. */
function setting(name: string | null, mayBeMissing: boolean, run: Run): Value {
  if (name === null) return null;
  if (name === 'server_version_num') return run.supposes ? VERSION * 10_000 : UNKNOWN;
  return name.includes('.') && mayBeMissing && run.supposes ? null : UNKNOWN;
}

/** The release whose catalogs the model follows. */
const VERSION = 18;

function onRoutine(of: (routine: Routine, schema: Schema) => Value): (values: readonly Value[], run: Run) => Value {
  return ([oid = null], run) => {
    const routine = isOid(oid) ? run.schema.routines.get(Number(oid.id)) : undefined;
    return oid === null ? null : routine === undefined ? UNKNOWN : of(routine, run.schema);
  };
}

function visible(
  of: (schema: Schema) => readonly { readonly id: number; readonly namespace: number }[],
): (values: readonly Value[], run: Run) => Value {
  return ([oid = null], { schema }) => {
    const object = isOid(oid) ? of(schema).find(({ id }) => id === (oid as ObjectOid).id) : undefined;
    return object === undefined ? UNKNOWN : searched(schema).some(({ id }) => id === object.namespace);
  };
}

/** The sequence that a column owns. */
function serialSequence(table: string | null, column: string | null, run: Run): Value {
  if (table === null || column === null) return null;
  const { name, schema } = qualified(table);
  const owner: Table | undefined = findTable(run.schema, name, schema);
  const number = owner === undefined ? undefined : columnByName(owner, column)?.number;
  if (owner === undefined || number === undefined) return UNKNOWN;
  const sequence = run.schema.sequences.find(({ ownedBy }) => ownedBy?.table === owner.id && ownedBy.column === number);
  if (sequence === undefined) return run.supposes || run.schema.gaps.length === 0 ? null : UNKNOWN;
  return `${printIdentifier(namespaceName(run.schema, sequence))}.${printIdentifier(sequence.name)}`;
}
