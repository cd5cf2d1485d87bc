import type { ObjectId } from './object';

export interface Expression {
  /** As written in the migration. */
  readonly text: string;
  readonly sequences: readonly ObjectId[];
  /** Functions of the schema that it calls. */
  readonly routines?: readonly ObjectId[];
  /** Types that it casts to. */
  readonly types?: readonly ObjectId[];
}
