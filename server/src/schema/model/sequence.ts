import type { ObjectId, SchemaObject } from './object';

export interface Sequence extends SchemaObject {
  readonly kind: 'sequence';
  readonly temporary: boolean;
  readonly ownedBy?: {
    readonly table: ObjectId;
    readonly column: number;
    /** True when an identity column made the sequence: DROP IDENTITY drops it. */
    readonly identity: boolean;
  };
}
