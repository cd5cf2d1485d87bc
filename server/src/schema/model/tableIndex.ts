import type { Expression } from './expression';
import type { ObjectId, Origin } from './object';

export interface Index {
  readonly id: ObjectId;
  readonly name: string;
  /** The index of the partitioned table that this one is a partition of. */
  readonly parent?: ObjectId;
  readonly keys: readonly IndexKey[];
  /** Names of the columns when the index was made, included ones last, `lower` for `lower(email)`: generated names are built from these. */
  readonly columnNames: readonly string[];
  /** Column numbers of INCLUDE. */
  readonly include: readonly number[];
  readonly unique: boolean;
  readonly primary: boolean;
  readonly method: string;
  readonly predicate?: Expression & { readonly columns: readonly number[] };
  readonly nullsNotDistinct: boolean;
  /** Id of the constraint that the index enforces. */
  readonly constraint?: ObjectId;
  readonly comment?: string;
  readonly created: Origin;
}

export type IndexKey = {
  readonly descending: boolean;
  readonly nullsFirst: boolean;
  readonly operatorClass?: string;
} & (
  | { readonly column: number; readonly expression?: undefined }
  | {
      readonly column?: undefined;
      readonly expression: Expression;
      readonly columns: readonly number[];
    }
);
