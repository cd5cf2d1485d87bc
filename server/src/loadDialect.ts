import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';
import type { Dialect } from './sql/dialect';
import { fallbackReader } from './sql/postgres/fallback/reader';
import { libpgReader } from './sql/postgres/libpg/reader';
import { postgres } from './sql/postgres/postgres';

/** PostgreSQL as it can be read here: by its own grammar, or by a smaller one where WebAssembly is not to be had. */
export async function loadDialect(): Promise<Dialect> {
  try {
    await loadModule();
    return postgres(libpgReader(parseSync, parsePlPgSQLSync));
  } catch {
    return postgres(fallbackReader());
  }
}
