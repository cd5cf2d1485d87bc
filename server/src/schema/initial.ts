import { Map as ImmutableMap } from 'immutable';
import type { Schema } from './model/schema';
import { TEMPORARY } from './queries';

/** A new database: an empty schema `public`, which is also where unqualified names go. */
export function initialSchema(): Schema {
  return {
    nextId: 3,
    namespaces: ImmutableMap([
      [1, { id: 1, name: 'public' }],
      [2, { id: 2, name: TEMPORARY }],
    ]),
    extensions: ImmutableMap(),
    tables: ImmutableMap(),
    views: ImmutableMap(),
    sequences: ImmutableMap(),
    types: ImmutableMap(),
    routines: ImmutableMap(),
    relationNames: ImmutableMap(),
    typeNames: ImmutableMap(),
    constraintNames: ImmutableMap(),
    children: ImmutableMap(),
    dependents: ImmutableMap(),
    rows: ImmutableMap(),
    searchPath: ['public'],
    gaps: [],
  };
}
