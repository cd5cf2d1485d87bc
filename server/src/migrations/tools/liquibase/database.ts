import type { RootDatabase } from '../../tool';
import { listed } from './names';

/**
 * Does a `dbms` let the database in? By its short name (`postgresql`), by `all`, or by a list of others with `!` in front
 * (DatabaseList.definitionMatches).
 */
export function isFor(dbms: string | undefined, { dialect }: RootDatabase): boolean {
  const names = listed(dbms ?? '').map((name) => name.toLowerCase());
  if (names.length === 0 || names.includes('all')) return true;
  if (names.includes('none') || names.includes(`!${dialect.id}`)) return false;
  const wanted = names.filter((name) => !name.startsWith('!'));
  return wanted.length === 0 || wanted.includes(dialect.id);
}
