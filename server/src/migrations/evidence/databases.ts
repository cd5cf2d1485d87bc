import type { EngineId, EngineSigns } from '../../sql/signs';
import type { RootDatabase } from '../tool';

/** The databases that detection can tell apart. */
export interface Databases {
  /** Engines that can be read; the first one reads what does not tell. */
  readonly readable: readonly EngineSigns[];
  /** Those, then the ones that are only recognised. */
  readonly all: readonly EngineSigns[];
}

export function databasesOf(readable: readonly EngineSigns[], others: readonly EngineSigns[]): Databases {
  return { readable, all: [...readable, ...others.filter(({ id }) => !readable.some((engine) => engine.id === id))] };
}

/** The database that a setting calls so, in any letter case; undefined when none is known by that name. */
export function databaseCalled(name: string, { all }: Databases): EngineSigns | undefined {
  const wanted = name.toLowerCase();
  return all.find(({ names }) => names.includes(wanted));
}

/** The engine that reads the SQL of a database. */
export function engineIdOf({ id, reads }: EngineSigns): EngineId {
  return reads ?? id;
}

export function isReadable(database: EngineSigns, { readable }: Databases): boolean {
  return readable.some(({ id }) => id === engineIdOf(database));
}

/** Databases without repetition, of which several may have the same engine: of these the first. */
export function distinctEngines(databases: readonly EngineSigns[]): readonly EngineSigns[] {
  return databases.filter((database, i) => databases.findIndex((other) => engineIdOf(other) === engineIdOf(database)) === i);
}

/** What the tool of a root may ask about the engine that reads it. */
export function rootDatabase(dialect: RootDatabase['dialect'], databases: Databases): RootDatabase {
  return {
    dialect,
    isCalled: (name) => {
      const database = databaseCalled(name, databases);
      return database && database.id === dialect.id;
    },
  };
}
