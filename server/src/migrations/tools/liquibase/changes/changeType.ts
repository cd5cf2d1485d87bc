import { nameSql, namesSql, type Quoting, qualifiedSql } from '../names';
import { type Element, flagOf, textAttribute } from '../tree';

/** What a change of a change set does to a PostgreSQL database. */
export interface ChangeType {
  /** Attributes and lists that Liquibase refuses the change without. */
  readonly needs: readonly string[];
  /** The statements that Liquibase runs, without semicolons. */
  up(change: Wording): readonly string[];
  /** How Liquibase takes it back by itself; it cannot where this is missing. */
  down?(change: Wording): readonly string[];
}

/** A change, with its attributes as they stand in SQL. */
export interface Wording {
  readonly element: Element;
  readonly quoting: Quoting;
  /** The attribute as it is written; undefined when it is missing or blank. */
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** The attribute as an identifier. Attributes that a change needs are there. */
  name(name: string): string;
  names(name: string): string;
  /** An object with its schema: `table()` is that of `tableName` and `schemaName`. */
  object(name: string, schema?: string): string;
  table(): string;
  column(): string;
}

export function wording(element: Element, quoting: Quoting): Wording {
  const name = (attribute: string): string => nameSql(textAttribute(element, attribute) ?? '', quoting);
  const object = (attribute: string, schema = 'schemaName'): string => qualifiedSql(element, attribute, schema, quoting) ?? '';
  return {
    element,
    quoting,
    text: (attribute) => textAttribute(element, attribute),
    flag: (attribute) => flagOf(element, attribute) ?? false,
    name,
    names: (attribute) => namesSql(textAttribute(element, attribute) ?? '', quoting),
    object,
    table: () => object('tableName'),
    column: () => name('columnName'),
  };
}

/** Words with one blank between them; those that are missing are left out. */
export function phrase(...words: readonly (string | undefined | false)[]): string {
  return words.filter((word) => word !== undefined && word !== false && word !== '').join(' ');
}
