import type { ObjectId } from './object';

export interface Expression {
  /** As written in the migration. */
  readonly text: string;
  /** Sequences that the expression names, as in `nextval('s')`. */
  readonly sequences: readonly ObjectId[];
  /** Functions of the schema that the expression calls. */
  readonly routines?: readonly ObjectId[];
  /** Types of the schema that the expression casts to. */
  readonly types?: readonly ObjectId[];
}
