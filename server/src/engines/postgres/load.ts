import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';
import type { Engine } from '../../schema/model/schema';
import { postgresReadBy } from './engine';
import { libpg } from './read/libpg/reader';

/** PostgreSQL with the reader that runs here: its own grammar, or a smaller one where WebAssembly cannot be loaded. */
export async function load(): Promise<Engine> {
  try {
    await loadModule();
    return postgresReadBy(libpg(parseSync, parsePlPgSQLSync));
  } catch {
    // Loaded only where it is needed: it is large.
    const { fallbackReader } = await import('./read/fallback/reader');
    return postgresReadBy({ reader: fallbackReader() });
  }
}
