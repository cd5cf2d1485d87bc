import type { Step } from '../migrations/replay/step';
import { nameKey, type Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { columnByName, findRelation, searched } from '../schema/queries';
import type { ChangeOf, ObjectKind, QualifiedName } from '../sql/change';

/*
 * What was there before the migration, and what the migration itself made. Ids are given out in order and never
 * twice, so whatever has an id from the start schema's counter on is new.
 */

/** False when all that a DROP takes away was made by the same migration: nothing of it has to come back. */
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

/** Triggers, policies and the like have no ids: their table knew their name. */
function isOldPart(start: Schema, now: Schema, on: QualifiedName, name: string): boolean {
  const relation = findRelation(now, on.name.text, on.schema?.text)?.id ?? 0;
  const owner = start.tables.get(relation) ?? start.views.get(relation);
  const policies = owner !== undefined && 'policies' in owner ? owner.policies : [];
  return owner !== undefined && [...owner.triggers, ...policies].some((part) => part.name === name);
}

export function isOldColumn(start: Schema, table: Table | undefined, column: string): boolean {
  const number = table === undefined ? undefined : columnByName(table, column)?.number;
  return table !== undefined && start.tables.get(table.id)?.columns.some((old) => old.number === number) === true;
}

/** Was the type there before the migration? Taken for old when it is not known at all. */
export function isOldType(start: Schema, now: Schema, name: QualifiedName): boolean {
  return (typeId(now, name) ?? 0) < start.nextId;
}

/** Was the table, view, index or sequence there before the migration? Taken for old when it is not known at all. */
function isOldRelation(start: Schema, now: Schema, name: QualifiedName): boolean {
  return (findRelation(now, name.name.text, name.schema?.text)?.id ?? 0) < start.nextId;
}

/** Was what a COMMENT names there before the migration? Taken for old where names alone do not tell. */
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

/** True when what has this name now was made by the migration and is gone again in the end. */
export function isPassing(start: Schema, now: Schema, end: Schema, name: QualifiedName): boolean {
  const id = findRelation(now, name.name.text, name.schema?.text)?.id ?? typeId(now, name);
  if (id === undefined || id < start.nextId) return false;
  return !OBJECTS.some((objects) => [...objects(end).keys()].includes(id)) && !indexIds(end).includes(id);
}

function typeId(schema: Schema, name: QualifiedName): number | undefined {
  const ids = searched(schema, name.schema?.text).map((namespace) => schema.typeNames.get(nameKey(namespace.id, name.name.text)));
  return ids.find((id) => id !== undefined);
}
