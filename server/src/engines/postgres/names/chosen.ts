import type { UnnamedKind } from '../../../schema/engine';
import type { ObjectId } from '../../../schema/model/object';
import { nameKey, type Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import { isView, type View } from '../../../schema/model/view';
import { byteLength, clipBytes } from '../../../text/utf8';

/*
 * The names that PostgreSQL chooses for objects without one (makeObjectName, ChooseRelationName and ChooseConstraintName in
 * indexcmds.c and pg_constraint.c): parts joined by underscores, cut to 63 bytes, numbered until free.
 */

/** Bytes of the longest name: NAMEDATALEN is 64, with the zero at the end (manual, 4.1.1). */
export const LONGEST_NAME = 63;

/** A free name for an object of a table or a view that a statement makes without one. */
export function chooseName(schema: Schema, owner: Table | View, kind: UnnamedKind, columns: readonly string[]): string {
  switch (kind) {
    case 'primary key':
      return relationName(schema, owner, '', 'pkey', true);
    case 'unique':
      return relationName(schema, owner, joinColumns(columns), 'key', true);
    case 'exclusion':
      return relationName(schema, owner, joinColumns(columns), 'excl', true);
    case 'index':
      return relationName(schema, owner, joinColumns(columns), 'idx', false);
    case 'sequence':
      return relationName(schema, owner, joinColumns(columns), 'seq', false);
    case 'foreign key':
      return constraintName(schema, owner, joinColumns(columns), 'fkey');
    // A check is named after the column in it, when there is only one.
    case 'check':
      return constraintName(schema, owner, columns.length === 1 ? columns[0]! : '', 'check');
    case 'not null':
      return constraintName(schema, owner, joinColumns(columns), 'not_null');
  }
}

/** A name that is free among the relations of the namespace, and for a constraint among its constraints as well. */
function relationName(schema: Schema, owner: Table | View, columns: string, label: string, isConstraint: boolean): string {
  const { namespace } = owner;
  return firstFree(
    owner.name,
    columns,
    label,
    (name) => schema.relationNames.has(nameKey(namespace, name)) || (isConstraint && constraintExists(schema, namespace, name)),
  );
}

/** A name that is free among the constraints of the namespace. The owner may have columns with a NOT NULL that are not in the schema yet. */
function constraintName(schema: Schema, owner: Table | View, columns: string, label: string): string {
  const pending = isView(owner) ? [] : owner.columns;
  return firstFree(
    owner.name,
    columns,
    label,
    (name) => pending.some(({ postgres }) => postgres?.notNullName === name) || constraintExists(schema, owner.namespace, name),
  );
}

/** Column names joined by underscores, cut once they are longer than a name may be. A repeated name is numbered. */
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

/** `orders_user_id_fkey`, and where that is taken `orders_user_id_fkey1`, `orders_user_id_fkey2` and so on. */
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

/** Table, columns and label joined by underscores. The longer of the first two is cut until all fit into 63 bytes. */
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
