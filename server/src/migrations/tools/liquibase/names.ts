import type { Names } from '../../../sql/dialect';
import { byteLength, clipBytes } from '../../../text/utf8';
import { type Element, textAttribute } from './tree';

/** How names are written: by `objectQuotingStrategy` of a changelog or change set, and by what the database reserves. */
export interface Quoting extends Pick<Names, 'isReservedWord'> {
  readonly strategy: QuotingStrategy;
}

export type QuotingStrategy = 'LEGACY' | 'QUOTE_ALL_OBJECTS' | 'QUOTE_ONLY_RESERVED_WORDS';

/**
 * A name as Liquibase writes it for PostgreSQL (AbstractPostgresDatabase.escapeObjectName): in quotes when it mixes upper and
 * lower case, and otherwise only when it has to be. `USERS` is left as it is, and so means `users`.
 */
export function nameSql(name: string, { strategy, isReservedWord }: Quoting): string {
  const isMixed = /\p{Lu}/u.test(name) && /\p{Ll}/u.test(name);
  const mustQuote = /\W|^\d/.test(name) || isReservedWord(name);
  if (mustQuote || strategy === 'QUOTE_ALL_OBJECTS' || (strategy === 'LEGACY' && isMixed)) return `"${name.replaceAll('"', '""')}"`;
  return name;
}

/** Names with commas between them, each with DESC behind it where it says so. */
export function namesSql(list: string, quoting: Quoting): string {
  return listed(list)
    .map((name) => {
      const [, bare = name, order = ''] = /^(.*?)\s+(asc|desc)$/i.exec(name) ?? [];
      return `${nameSql(bare, quoting)}${order.toLowerCase() === 'desc' ? ' DESC' : ''}`;
    })
    .join(', ');
}

/** A list with commas, blanks and empty items left out. */
export function listed(list: string): readonly string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** An object with its schema, from the attributes that say so; undefined when there is no name. */
export function qualifiedSql(element: Element, name: string, schema: string, quoting: Quoting): string | undefined {
  const object = textAttribute(element, name);
  if (object === undefined) return undefined;
  const inSchema = textAttribute(element, schema);
  return inSchema === undefined ? nameSql(object, quoting) : `${nameSql(inSchema, quoting)}.${nameSql(object, quoting)}`;
}

/** The name that a primary key gets when the changelog gives it none (PostgresDatabase.generatePrimaryKeyName). */
export function primaryKeyName(table: string): string {
  const limit = 63 - '_pkey'.length;
  return `${byteLength(table) <= limit ? table : clipBytes(table, limit).slice(0, -1)}_pkey`;
}

export function stringSql(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
