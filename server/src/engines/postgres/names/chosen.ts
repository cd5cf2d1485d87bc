import type { ObjectId } from '../../../schema/model/object';
import { nameKey, type Schema } from '../../../schema/model/schema';
import { byteLength, clipBytes } from '../../../text/utf8';

/*
 * The names that PostgreSQL chooses for what has none (makeObjectName, ChooseRelationName and ChooseConstraintName in
 * indexcmds.c and pg_constraint.c): parts joined by underscores, cut to 63 bytes, numbered until free.
 */

/** Bytes of a name: NAMEDATALEN is 64, with the zero at the end (manual, 4.1.1). */
export const LONGEST_NAME = 63;

/** For an index, a key constraint or a sequence: free among the relations of the namespace. */
export function chooseRelationName(
  schema: Schema,
  namespace: ObjectId,
  table: string,
  columns: string,
  label: string,
  isConstraint: boolean,
): string {
  return firstFree(
    table,
    columns,
    label,
    (name) => schema.relationNames.has(nameKey(namespace, name)) || (isConstraint && constraintExists(schema, namespace, name)),
  );
}

/** For a check or a foreign key: free among the constraints of the namespace, and among names that are not in the schema yet. */
export function chooseConstraintName(
  schema: Schema,
  namespace: ObjectId,
  table: string,
  columns: string,
  label: string,
  isPending: (name: string) => boolean = () => false,
): string {
  return firstFree(table, columns, label, (name) => isPending(name) || constraintExists(schema, namespace, name));
}

/** Column names as they go into a name: joined, expressions as what they are called, at most 63 bytes. */
export function joinColumns(names: readonly string[]): string {
  const taken: string[] = [];
  let joined = '';
  for (const name of names) {
    const unique = numbered(name, (candidate) => taken.includes(candidate));
    taken.push(unique);
    joined = joined === '' ? unique : `${joined}_${unique}`;
    if (byteLength(joined) > LONGEST_NAME) break;
  }
  return joined;
}

function firstFree(table: string, columns: string, label: string, isTaken: (name: string) => boolean): string {
  for (let attempt = 0; ; attempt++) {
    const name = makeName(table, columns, attempt === 0 ? label : `${label}${attempt}`);
    if (!isTaken(name)) return name;
  }
}

function numbered(name: string, isTaken: (name: string) => boolean): string {
  for (let attempt = 0; ; attempt++) {
    const candidate = attempt === 0 ? name : `${name}${attempt}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/** The longer of the two parts gives way first, until all fits into 63 bytes. */
export function makeName(table: string, columns: string, label: string): string {
  const available = LONGEST_NAME - byteLength(label) - 1 - (columns === '' ? 0 : 1);
  let first = byteLength(table);
  let second = byteLength(columns);
  while (first + second > available) {
    if (first > second) first--;
    else second--;
  }
  const parts = [clipBytes(table, first), ...(columns === '' ? [] : [clipBytes(columns, second)]), label];
  return parts.join('_');
}

function constraintExists(schema: Schema, namespace: ObjectId, name: string): boolean {
  return schema.constraintNames.has(nameKey(namespace, name));
}
