/*
 * A context says when a change set is wanted, which only the one who runs Liquibase knows; without any being given all change
 * sets run. But some changelogs choose between databases by contexts with the names of those.
 */

const POSTGRES = /^(?:postgres|postgresql|postgres_?db|pgsql)$/i;
const OTHERS = /^(?:mysql|mariadb|oracle|mssql|sqlserver|sql_server|db2|h2|hsqldb|derby|sqlite|sybase|informix|firebird|cockroachdb)$/i;

/** False of an expression (`mysql`, `test and !postgresql`) that no contexts fulfil that anybody would give for PostgreSQL. */
export function mayBeForPostgres(context: string | undefined): boolean {
  const tokens = (context ?? '').match(/[()!,]|[^\s()!,]+/g) ?? [];
  return tokens.length === 0 || anyOf({ tokens, at: 0 }) !== false;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

/** Undefined: nobody can tell. */
type Truth = boolean | undefined;

function takes(reader: Reader, ...words: readonly string[]): boolean {
  const isNext = words.includes(reader.tokens[reader.at]?.toLowerCase() ?? '');
  if (isNext) reader.at++;
  return isNext;
}

function anyOf(reader: Reader): Truth {
  const parts = [allOf(reader)];
  while (takes(reader, 'or', ',')) parts.push(allOf(reader));
  return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
}

function allOf(reader: Reader): Truth {
  const parts = [single(reader)];
  while (takes(reader, 'and')) parts.push(single(reader));
  return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
}

function single(reader: Reader): Truth {
  if (takes(reader, '!', 'not')) {
    const inner = single(reader);
    return inner === undefined ? undefined : !inner;
  }
  if (takes(reader, '(')) {
    const inner = anyOf(reader);
    takes(reader, ')');
    return inner;
  }
  const name = reader.tokens[reader.at++] ?? '';
  return POSTGRES.test(name) ? true : OTHERS.test(name) ? false : undefined;
}
