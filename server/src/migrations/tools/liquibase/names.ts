import type { Dialect } from '../../../sql/dialect';
import { byteLength, clipBytes } from '../../../text/utf8';
import { type Element, textAttribute } from './tree';

/** How names and types are written: the `objectQuotingStrategy` of a changelog or change set, the database's reserved words and its types. */
export interface Quoting extends Pick<Dialect, 'isReservedWord' | 'abstractType'> {
  readonly strategy: QuotingStrategy;
}

export type QuotingStrategy = 'LEGACY' | 'QUOTE_ALL_OBJECTS' | 'QUOTE_ONLY_RESERVED_WORDS';

/**
 * A name as Liquibase writes it for PostgreSQL (AbstractPostgresDatabase.escapeObjectName): quoted when it mixes upper and lower case,
 * otherwise only when necessary. `USERS` is not quoted, and so means `users`.
 */
export function nameSql(name: string, { strategy, isReservedWord }: Quoting): string {
  const isMixed = /\p{Lu}/u.test(name) && /\p{Ll}/u.test(name);
  const mustQuote = /\W|^\d/.test(name) || isReservedWord(name);
  if (mustQuote || strategy === 'QUOTE_ALL_OBJECTS' || (strategy === 'LEGACY' && isMixed)) return `"${name.replaceAll('"', '""')}"`;
  return name;
}

/** Names separated by commas, each with its DESC. */
export function namesSql(list: string, quoting: Quoting): string {
  return listed(list)
    .map((name) => {
      const [, bare = name, order = ''] = /^(.*?)\s+(asc|desc)$/i.exec(name) ?? [];
      return `${nameSql(bare, quoting)}${order.toLowerCase() === 'desc' ? ' DESC' : ''}`;
    })
    .join(', ');
}

/** The items of a comma-separated list, trimmed, without empty ones. */
export function listed(list: string): readonly string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** An object with its schema, from two attributes; undefined without a name. */
export function qualifiedSql(element: Element, name: string, schema: string, quoting: Quoting): string | undefined {
  const object = textAttribute(element, name);
  if (object === undefined) return undefined;
  const inSchema = textAttribute(element, schema);
  return inSchema === undefined ? nameSql(object, quoting) : `${nameSql(inSchema, quoting)}.${nameSql(object, quoting)}`;
}

/** The name of a primary key without one in the changelog (PostgresDatabase.generatePrimaryKeyName). */
export function primaryKeyName(table: string): string {
  const limit = 63 - '_pkey'.length;
  return `${byteLength(table) <= limit ? table : clipBytes(table, limit).slice(0, -1)}_pkey`;
}

export function stringSql(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
