import type { Engine, Schema } from './model/schema';
import { persistentMap } from './versions/persistentMap';

/** A new database of an engine, with two empty schemas: the default one, which unqualified names mean, and that of temporary objects. */
export function newDatabase(engine: Engine): Schema {
  return {
    engine,
    nextId: 3,
    namespaces: persistentMap([
      [1, { id: 1, name: engine.defaultSchema }],
      [2, { id: 2, name: engine.temporarySchema }],
    ]),
    extensions: persistentMap(),
    tables: persistentMap(),
    views: persistentMap(),
    sequences: persistentMap(),
    types: persistentMap(),
    routines: persistentMap(),
    relationNames: persistentMap(),
    typeNames: persistentMap(),
    constraintNames: persistentMap(),
    children: persistentMap(),
    dependents: persistentMap(),
    rows: persistentMap(),
    searchPath: [engine.defaultSchema],
    gaps: [],
  };
}
