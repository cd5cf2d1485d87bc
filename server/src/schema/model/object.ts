import type { Span } from '../../text/span';

/** Stable for the life of the object, never reused within one replay. */
export type ObjectId = number;

/** Where in the migrations something was written. Offsets count from the start of the file as it was last replayed. */
export interface Origin {
  readonly file: string;
  /** The name (or clause) that made it. */
  readonly span: Span;
  /** The whole statement. */
  readonly statement: Span;
  /** Its SQL, as it is run; '' for code that nobody can read. */
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
