import { listed } from './names';

/** Does a `dbms` let PostgreSQL in? `postgresql`, `all`, or a list of others with `!` in front (DatabaseList.definitionMatches). */
export function isForPostgres(dbms: string | undefined): boolean {
  const names = listed(dbms ?? '').map((name) => name.toLowerCase());
  if (names.length === 0 || names.includes('all')) return true;
  if (names.includes('none') || names.includes('!postgresql')) return false;
  const wanted = names.filter((name) => !name.startsWith('!'));
  return wanted.length === 0 || wanted.includes('postgresql');
}
