import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';
import type { Dialect } from '../sql/dialect';
import { postgres } from './postgres/dialect';
import { libpgReader } from './postgres/read/libpg/reader';

/** PostgreSQL as it can be read here: by its own grammar, or by a smaller one where WebAssembly is not to be had. */
export async function loadDialect(): Promise<Dialect> {
  try {
    await loadModule();
    return postgres(libpgReader(parseSync, parsePlPgSQLSync));
  } catch {
    // Hardly anybody needs it, and it takes its time to load.
    const { fallbackReader } = await import('./postgres/read/fallback/reader');
    return postgres(fallbackReader());
  }
}
