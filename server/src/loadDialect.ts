import { loadModule, parseSync } from 'libpg-query';
import type { Dialect } from './sql/dialect';
import { libpgReader } from './sql/postgres/libpg/reader';
import { postgres } from './sql/postgres/postgres';

/** PostgreSQL as it can be read here: its grammar is a WebAssembly module that has to be loaded once. */
export async function loadDialect(): Promise<Dialect> {
  await loadModule();
  return postgres(libpgReader(parseSync));
}
