import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';
import type { Engine } from '../../schema/model/schema';
import { postgresReadBy } from './engine';
import { libpg } from './read/libpg/reader';

/** Loads PostgreSQL with the reader that can run here: its own grammar, or a smaller one where WebAssembly cannot be loaded. */
export async function load(): Promise<Engine> {
  try {
    await loadModule();
    return postgresReadBy(libpg(parseSync, parsePlPgSQLSync));
  } catch {
    // Large, so it is loaded only where it is needed.
    const { fallbackReader } = await import('./read/fallback/reader');
    return postgresReadBy({ reader: fallbackReader() });
  }
}
