import { Map as ImmutableMap } from 'immutable';
import type { Engine, Schema } from '../../schema/model/schema';

/** A new database: an empty schema `public`, which is also where unqualified names go. */
export function newDatabase(engine: Engine): Schema {
  return {
    engine,
    nextId: 3,
    namespaces: ImmutableMap([
      [1, { id: 1, name: engine.defaultSchema }],
      [2, { id: 2, name: engine.temporarySchema }],
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
    searchPath: [engine.defaultSchema],
    gaps: [],
  };
}
