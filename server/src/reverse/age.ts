import type { Step } from '../migrations/replay/step';
import { postgresOf } from '../schema/model/postgresPart';
import { nameKey, type Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { isView } from '../schema/model/view';
import { columnByName, findRelation, searched } from '../schema/queries';
import type { ChangeOf, ObjectKind, QualifiedName } from '../sql/change';

/*
 * Tells objects that existed before the migration from objects that it created. Ids are assigned in ascending order and never reused, so
 * every id from the start schema's counter on is new.
 */

/** False when the migration itself created everything that a DROP removes: nothing has to be restored. */
export function dropsOld(change: ChangeOf<'drop'>, { start, before, after }: Step): boolean {
  if (change.objectKind === 'extension') return change.objects.some(({ name }) => start.extensions.has(name.name.text));
  const lost = (of: (schema: Schema) => Iterable<number>): boolean => {
    const left = new Set(of(after));
    return [...of(before)].some((id) => id < start.nextId && !left.has(id));
  };
  return (
    OBJECTS.some((objects) => lost((schema) => objects(schema).keys())) ||
    lost(indexIds) ||
    change.objects.some(({ name, on }) => on !== undefined && isOldPart(start, before, on, name.name.text))
  );
}

const OBJECTS: readonly ((schema: Schema) => { keys(): IterableIterator<number> })[] = [
  ({ tables }) => tables,
  ({ views }) => views,
  ({ sequences }) => sequences,
  ({ types }) => types,
  ({ routines }) => routines,
  ({ namespaces }) => namespaces,
];

function indexIds(schema: Schema): readonly number[] {
  return [...schema.tables.values(), ...schema.views.values()].flatMap(({ indexes }) => indexes.map(({ id }) => id));
}

/** Triggers and policies have no ids, so they are looked up by name on their table as it was at the start. */
function isOldPart(start: Schema, now: Schema, on: QualifiedName, name: string): boolean {
  const relation = findRelation(now, on.name.text, on.schema?.text)?.id ?? 0;
  const owner = start.tables.get(relation) ?? start.views.get(relation);
  const policies = owner === undefined || isView(owner) ? [] : postgresOf(owner).policies;
  return owner !== undefined && [...owner.triggers, ...policies].some((part) => part.name === name);
}

/** True when the table had the column before the migration. Columns are compared by number, so a rename does not matter. */
export function isOldColumn(start: Schema, table: Table | undefined, column: string): boolean {
  const number = table === undefined ? undefined : columnByName(table, column)?.number;
  return table !== undefined && start.tables.get(table.id)?.columns.some((old) => old.number === number) === true;
}

/** True when the type existed before the migration, or is unknown. */
export function isOldType(start: Schema, now: Schema, name: QualifiedName): boolean {
  return (typeId(now, name) ?? 0) < start.nextId;
}

/** True when the table, view, index or sequence existed before the migration, or is unknown. */
function isOldRelation(start: Schema, now: Schema, name: QualifiedName): boolean {
  return (findRelation(now, name.name.text, name.schema?.text)?.id ?? 0) < start.nextId;
}

/** True when the target of a COMMENT existed before the migration. Kinds that a name alone does not identify count as old. */
export function isOldObject(start: Schema, now: Schema, kind: ObjectKind, name: QualifiedName): boolean {
  switch (kind) {
    case 'table':
    case 'foreign table':
    case 'view':
    case 'materialized view':
    case 'index':
    case 'sequence':
      return isOldRelation(start, now, name);
    case 'type':
    case 'domain':
      return isOldType(start, now, name);
    case 'schema':
      return start.namespaces.some((namespace) => namespace.name === name.name.text);
    case 'extension':
      return start.extensions.has(name.name.text);
    default:
      return true;
  }
}

/** True when the migration created the object that has this name now, and the object is gone at the end. */
export function isPassing(start: Schema, now: Schema, end: Schema, name: QualifiedName): boolean {
  const id = findRelation(now, name.name.text, name.schema?.text)?.id ?? typeId(now, name);
  if (id === undefined || id < start.nextId) return false;
  return !OBJECTS.some((objects) => [...objects(end).keys()].includes(id)) && !indexIds(end).includes(id);
}

function typeId(schema: Schema, name: QualifiedName): number | undefined {
  const ids = searched(schema, name.schema?.text).map((namespace) => schema.typeNames.get(nameKey(namespace.id, name.name.text)));
  return ids.find((id) => id !== undefined);
}
