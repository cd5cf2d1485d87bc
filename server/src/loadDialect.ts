import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';
import type { Dialect } from './sql/dialect';
import { libpgReader } from './sql/postgres/libpg/reader';
import { postgres } from './sql/postgres/postgres';

/** PostgreSQL as it can be read here: by its own grammar, or by a smaller one where WebAssembly is not to be had. */
export async function loadDialect(): Promise<Dialect> {
  try {
    await loadModule();
    return postgres(libpgReader(parseSync, parsePlPgSQLSync));
  } catch {
    // Hardly anybody needs it, and it takes its time to load.
    const { fallbackReader } = await import('./sql/postgres/fallback/reader');
    return postgres(fallbackReader());
  }
}
