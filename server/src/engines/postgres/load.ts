import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';
import type { Engine } from '../../schema/model/schema';
import { postgresReadBy } from './engine';
import { libpg } from './read/libpg/reader';

/** PostgreSQL as it can be read here: by its own grammar, or by a smaller one where WebAssembly cannot be loaded. */
export async function load(): Promise<Engine> {
  try {
    await loadModule();
    return postgresReadBy(libpg(parseSync, parsePlPgSQLSync));
  } catch {
    // Few environments need it, and it takes its time to load.
    const { fallbackReader } = await import('./read/fallback/reader');
    return postgresReadBy({ reader: fallbackReader() });
  }
}
