import type { Origin } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import { compare, displayName, listRoutines } from '../schema/queries';
import type { SymbolKind } from './symbols';

/** An object of the schema after the last migration. */
export interface WorkspaceSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly origin: Origin;
}

/** Tables, views, types and functions whose names contain the letters of the query in order, sorted by name. '' matches all. */
export function workspaceSymbols(schema: Schema, query: string): readonly WorkspaceSymbol[] {
  const objects = [
    ...[...schema.tables.values()].filter(({ temporary }) => !temporary).map((table) => ({ object: table, kind: 'table' as const })),
    ...[...schema.views.values()].filter(({ temporary }) => !temporary).map((view) => ({ object: view, kind: 'view' as const })),
    ...[...schema.types.values()]
      .filter((type) => type.kind !== 'other' || type.extension === undefined)
      .map((type) => ({ object: type, kind: type.kind === 'enum' ? ('enum' as const) : ('type' as const) })),
    ...listRoutines(schema).map((routine) => ({ object: routine, kind: 'function' as const })),
  ];
  return objects
    .map(({ object, kind }) => ({ kind, name: displayName(schema, object), origin: object.created }))
    .filter(({ name }) => hasLetters(name, query))
    .sort((a, b) => compare(a.name, b.name));
}

function hasLetters(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase().replace(/\s/g, '')) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
