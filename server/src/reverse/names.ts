import type { QualifiedName } from '../sql/change';

/** Statements without their semicolons, in the order in which they must run; `by hand` when no simple statement takes a change back. */
export type Undone = readonly string[] | 'by hand';

/** Writes an identifier as the dialect wants it. */
export type Quote = (identifier: string) => string;

/** A name as it was written: with its schema only if that was said. */
export function qualified(name: QualifiedName, quote: Quote): string {
  return name.schema === undefined ? quote(name.name.text) : `${quote(name.schema.text)}.${quote(name.name.text)}`;
}

/** A string constant, or NULL. */
export function literal(text: string | undefined): string {
  return text === undefined ? 'NULL' : `'${text.replaceAll("'", "''")}'`;
}
