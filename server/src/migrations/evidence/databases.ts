import type { EngineId, EngineSigns } from '../../sql/signs';
import type { RootDatabase } from '../tool';

/** The databases that detection can tell apart. */
export interface Databases {
  /** Engines that can be read. The first one is the default. */
  readonly readable: readonly EngineSigns[];
  /** The readable engines, then the databases that are only recognised. */
  readonly all: readonly EngineSigns[];
}

export function databasesOf(readable: readonly EngineSigns[], others: readonly EngineSigns[]): Databases {
  return { readable, all: [...readable, ...others.filter(({ id }) => !readable.some((engine) => engine.id === id))] };
}

/** The database that settings call by this name, in any letter case. */
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

/** The first database of each engine. */
export function distinctEngines(databases: readonly EngineSigns[]): readonly EngineSigns[] {
  return databases.filter((database, i) => databases.findIndex((other) => engineIdOf(other) === engineIdOf(database)) === i);
}

/** The engine of a root as its tool sees it. */
export function rootDatabase(dialect: RootDatabase['dialect'], databases: Databases): RootDatabase {
  return {
    dialect,
    isCalled: (name) => {
      const database = databaseCalled(name, databases);
      return database && database.id === dialect.id;
    },
  };
}
