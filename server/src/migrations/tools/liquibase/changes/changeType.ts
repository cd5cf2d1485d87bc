import { nameSql, namesSql, type Quoting, qualifiedSql } from '../names';
import { type Element, flagOf, textAttribute } from '../tree';

/** The SQL of one type of change, for PostgreSQL. */
export interface ChangeType {
  /** Attributes and lists that Liquibase requires. */
  readonly needs: readonly string[];
  /** The statements that Liquibase runs, without semicolons. */
  up(change: Wording): readonly string[];
  /** The statements of its automatic rollback; absent when Liquibase has none. */
  down?(change: Wording): readonly string[];
}

/** A change and its attributes as SQL. */
export interface Wording {
  readonly element: Element;
  readonly quoting: Quoting;
  /** The attribute as written; undefined when it is missing or blank. */
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** The attribute as an identifier. Required attributes are present. */
  name(name: string): string;
  names(name: string): string;
  /** An object with its schema. `table()` combines `schemaName` and `tableName`. */
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

/** Words joined by single blanks, without the missing ones. */
export function phrase(...words: readonly (string | undefined | false)[]): string {
  return words.filter((word) => word !== undefined && word !== false && word !== '').join(' ');
}
