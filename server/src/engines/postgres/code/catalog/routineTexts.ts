import type { ObjectOid } from '../../../../code/value';
import { findType } from '../../../../schema/findType';
import type { Routine } from '../../../../schema/model/routine';
import type { Schema } from '../../../../schema/model/schema';
import { namespaceName, searched, typeText } from '../../../../schema/queries';
import { printIdentifier } from '../../names/print';

/** The argument types that identify a routine, without the names of arguments: DROP accepts it so. */
export function argumentsText(routine: Routine, schema: Schema, separator: string): string {
  return routine.argumentTypes
    .map((use) => {
      const type = use.kind === 'object' ? (schema.types.get(use.id) ?? schema.tables.get(use.id) ?? schema.views.get(use.id)) : undefined;
      const isFound = type !== undefined && findType(schema, type) === type.id;
      return isFound ? `${printIdentifier(type.name)}${use.text}${use.array ? '[]' : ''}` : typeText(schema, use);
    })
    .join(separator);
}

/** A routine as regprocedure or regproc prints it: with its schema where the search path does not lead to it. */
export function printedRoutine(oid: ObjectOid, withArguments: boolean, schema: Schema): ObjectOid {
  const routine = typeof oid.id === 'number' ? schema.routines.get(oid.id) : undefined;
  if (routine === undefined) return oid;
  const name = printIdentifier(routine.name);
  const isFound = searched(schema).some(({ id }) => id === routine.namespace);
  const namespace = schema.namespaces.get(routine.namespace)?.name ?? 'public';
  const own = isFound ? name : `${printIdentifier(namespace)}.${name}`;
  return { ...oid, text: withArguments ? `${own}(${argumentsText(routine, schema, ',')})` : own };
}

/** The statement that created a routine, as a CREATE OR REPLACE. The server would print everything but the body in a form of its own. */
export function definitionText(routine: Routine, schema: Schema): string | undefined {
  const head = /^[\s\S]*?\bcreate\s+(?:or\s+replace\s+)?(function|procedure)\s+(?:"(?:[^"]|"")*"|[\w$.])+/i.exec(routine.definition ?? '');
  if (head === null || routine.definition === undefined) return undefined;
  const name = `${printIdentifier(namespaceName(schema, routine))}.${printIdentifier(routine.name)}`;
  return `CREATE OR REPLACE ${head[1]!.toUpperCase()} ${name}${routine.definition.slice(head[0].length)}`;
}
