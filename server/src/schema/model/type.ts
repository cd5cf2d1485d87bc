import type { Expression } from './expression';
import type { ObjectId, SchemaObject } from './object';

/**
 * The type of a column or an argument. `text` is the output of format_type without array brackets; for a type of the schema it is
 * the modifier alone, such as `(4)`.
 */
export type TypeUse =
  | { readonly kind: 'builtin'; readonly text: string; readonly array: boolean }
  | { readonly kind: 'object'; readonly id: ObjectId; readonly text: string; readonly array: boolean }
  | { readonly kind: 'unknown'; readonly text: string; readonly array: boolean };

export type Type = Enum | Domain | Composite | OtherType;

export interface Enum extends SchemaObject {
  readonly kind: 'enum';
  readonly labels: readonly string[];
}

export interface Domain extends SchemaObject {
  readonly kind: 'domain';
  readonly baseType: TypeUse;
  readonly notNull: boolean;
  readonly default?: Expression;
  readonly checks: readonly { readonly name: string; readonly expression: Expression }[];
}

export interface Composite extends SchemaObject {
  readonly kind: 'composite';
  readonly columns: readonly { readonly name: string; readonly type: TypeUse }[];
}

/** Range and base types, and the types that a well-known extension brings. */
export interface OtherType extends SchemaObject {
  readonly kind: 'other';
  /** Set on a multirange type: the range type that it was made with. Both are dropped together. */
  readonly rangeOf?: ObjectId;
  /** Name of the extension that the type belongs to. Such a type is left out of the catalog JSON. */
  readonly extension?: string;
}
