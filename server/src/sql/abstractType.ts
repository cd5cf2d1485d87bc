/**
 * A type as tools name it that write one changelog for several databases, such as `currency` or `java.sql.Types.CLOB` of Liquibase. An
 * engine writes it as a type of its own.
 */
export interface AbstractType {
  readonly kind: AbstractKind;
  /** The whole type as written. It tells what the kind leaves open: `blob` is of kind `binary`, and so is `bytea`. */
  readonly written: string;
  /** `['10', '2']` of `decimal(10, 2)`. */
  readonly parameters: readonly string[];
  /** Words behind the name: `with time zone`. */
  readonly words: string;
}

export type AbstractKind =
  | 'bigint'
  | 'int'
  | 'smallint'
  | 'mediumint'
  | 'binary'
  | 'boolean'
  | 'char'
  | 'nchar'
  | 'varchar'
  | 'nvarchar'
  | 'clob'
  | 'currency'
  | 'datetime'
  | 'timestamp'
  | 'date'
  | 'time'
  | 'decimal'
  | 'number'
  | 'double'
  | 'float'
  | 'uuid'
  | 'xml';

/** A type with its parameters and words: `NUMERIC(10, 2)`, `TIME WITH TIME ZONE`. */
export function spelledType(name: string, { parameters, words }: Pick<AbstractType, 'parameters' | 'words'>): string {
  return `${name}${parameters.length === 0 ? '' : `(${parameters.join(', ')})`}${words === '' ? '' : ` ${words}`}`;
}
