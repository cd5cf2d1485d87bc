import type { RootDatabase } from '../../tool';
import { listed } from './names';

/**
 * Whether a `dbms` attribute includes the database: by its short name (`postgresql`), by `all`, or by a list that excludes only others
 * with `!` (DatabaseList.definitionMatches).
 */
export function isFor(dbms: string | undefined, { dialect }: RootDatabase): boolean {
  const names = listed(dbms ?? '').map((name) => name.toLowerCase());
  if (names.length === 0 || names.includes('all')) return true;
  if (names.includes('none') || names.includes(`!${dialect.id}`)) return false;
  const wanted = names.filter((name) => !name.startsWith('!'));
  return wanted.length === 0 || wanted.includes(dialect.id);
}
