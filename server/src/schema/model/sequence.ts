import type { ObjectId, SchemaObject } from './object';

export interface Sequence extends SchemaObject {
  readonly kind: 'sequence';
  readonly temporary: boolean;
  readonly ownedBy?: {
    readonly table: ObjectId;
    readonly column: number;
    /** Made by an identity column: falls with DROP IDENTITY. */
    readonly identity: boolean;
  };
}
