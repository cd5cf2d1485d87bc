import type { QualifiedName } from '../sql/change';

/** Statements without semicolons, in execution order; `by hand` when no simple statement undoes the change. */
export type Undone = readonly string[] | 'by hand';

/** Writes an identifier, quoted where the engine needs it. */
export type Quote = (identifier: string) => string;

/** A name as it was written: with a schema only if it was written with one. */
export function qualified(name: QualifiedName, quote: Quote): string {
  return name.schema === undefined ? quote(name.name.text) : `${quote(name.schema.text)}.${quote(name.name.text)}`;
}

/** A string constant; NULL for undefined. */
export function literal(text: string | undefined): string {
  return text === undefined ? 'NULL' : `'${text.replaceAll("'", "''")}'`;
}
