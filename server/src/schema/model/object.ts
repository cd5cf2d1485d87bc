import type { Span } from '../../text/span';

/** Stable for the life of the object, never reused within one replay. */
export type ObjectId = number;

/** A place in the migrations. Spans are UTF-16 offsets in the file as it was last replayed. */
export interface Origin {
  readonly file: string;
  /** The name, or the clause, that made the object. */
  readonly span: Span;
  /** The whole statement. */
  readonly statement: Span;
  /** The SQL of the statement, as it is run; '' for code of another language. */
  readonly sql: string;
}

export interface SchemaObject {
  readonly id: ObjectId;
  readonly namespace: ObjectId;
  readonly name: string;
  readonly comment?: string;
  readonly created: Origin;
  readonly changed: Origin;
}

/** A column number of 0 stands for the relation as a whole. */
export interface Dependency {
  readonly relation: ObjectId;
  readonly column: number;
}
