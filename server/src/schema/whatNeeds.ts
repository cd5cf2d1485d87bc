import type { Change, ChangeOf, QualifiedName } from '../sql/change';
import { findType } from './findType';
import type { ObjectId } from './model/object';
import type { Routine } from './model/routine';
import type { Schema } from './model/schema';
import { displayName, findNamespace, findRelation, findTable, typesOfRoutine } from './queries';

/** The most names that a message lists. */
const MOST_NAMED = 3;

/** The dependents of the objects that a change drops, as words of a message: "`a`, `b` and 2 more". */
export function whatNeeds(change: Change, before: Schema): string {
  const found = change.kind === 'drop' ? ofDrop(change, before) : change.kind === 'dropColumn' ? ofColumn(change, before) : [];
  const names = [...new Set(found)].sort();
  if (names.length === 0) return change.kind === 'drop' && change.objectKind === 'schema' ? 'what is in it' : 'other objects';
  const rest = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``);
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

function ofDrop({ objects, objectKind }: ChangeOf<'drop'>, schema: Schema): readonly string[] {
  if (objectKind === 'schema') return objects.flatMap(({ name }) => inside(schema, name.name.text));
  const going = new Set(objects.flatMap(({ name }) => idOf(schema, name) ?? []));
  return [...going].flatMap((id) => [
    ...[...(schema.dependents.get(id) ?? []), ...(schema.children.get(id) ?? [])].flatMap(nameIn(schema, going)),
    ...[...schema.routines.values()].filter(takes(id)).map((routine) => displayName(schema, routine)),
  ]);
}

function inside(schema: Schema, name: string): readonly string[] {
  const namespace = findNamespace(schema, name)?.id;
  return [...schema.tables.values(), ...schema.views.values(), ...schema.types.values(), ...schema.routines.values()]
    .filter((object) => object.namespace === namespace)
    .map((object) => displayName(schema, object));
}

function idOf(schema: Schema, { name, schema: inSchema }: QualifiedName): ObjectId | undefined {
  const relation = findRelation(schema, name.text, inSchema?.text);
  return relation?.id ?? findType(schema, { name: name.text, ...(inSchema === undefined ? {} : { schema: inSchema.text }) });
}

/** The name of an object, unless it is dropped as well: with the others, or because it is a sequence that one of them owns. */
function nameIn(schema: Schema, going: ReadonlySet<ObjectId>): (id: ObjectId) => readonly string[] {
  return (id) => {
    const sequence = schema.sequences.get(id);
    if (going.has(id) || (sequence?.ownedBy !== undefined && going.has(sequence.ownedBy.table))) return [];
    const object = schema.tables.get(id) ?? schema.views.get(id) ?? schema.types.get(id) ?? sequence;
    return object === undefined ? [] : [displayName(schema, object)];
  };
}

function takes(id: ObjectId): (routine: Routine) => boolean {
  return (routine) => typesOfRoutine(routine).some((type) => type.kind === 'object' && type.id === id);
}

/** Names of the views that read the column. */
function ofColumn({ table: written, column }: ChangeOf<'dropColumn'>, schema: Schema): readonly string[] {
  const table = findTable(schema, written.name.text, written.schema?.text);
  const number = table?.columns.find(({ name }) => name === column.text)?.number;
  return (schema.dependents.get(table?.id ?? -1) ?? []).flatMap((id) => {
    const view = schema.views.get(id);
    return view?.dependsOn.some((read) => read.relation === table?.id && read.column === number) === true
      ? [displayName(schema, view)]
      : [];
  });
}
