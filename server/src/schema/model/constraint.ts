import type { ReferentialAction } from '../../sql/change';
import type { Expression } from './expression';
import type { ObjectId, Origin } from './object';

interface ConstraintBase {
  readonly id: ObjectId;
  readonly name: string;
  /** The constraint of the parent table that this one was inherited from, and is dropped with. */
  readonly parent?: ObjectId;
  /** True when the constraint is defined on this table as well, so it stays when the parent's is dropped (pg_constraint.conislocal). */
  readonly local?: boolean;
  readonly comment?: string;
  readonly created: Origin;
}

export type Key = PrimaryKey | Unique;

export interface PrimaryKey extends KeyBase {
  readonly kind: 'primary key';
}

export interface Unique extends KeyBase {
  readonly kind: 'unique';
}

interface KeyBase extends ConstraintBase {
  readonly columns: readonly number[];
  /** The index that enforces the key and has its name. */
  readonly index: ObjectId;
  /** A foreign key cannot refer to a deferrable key. */
  readonly deferrable?: true;
}

export interface Check extends ConstraintBase {
  readonly kind: 'check';
  readonly columns: readonly number[];
  readonly expression: Expression;
  readonly validated: boolean;
  readonly enforced: boolean;
  readonly noInherit: boolean;
}

export interface ForeignKey extends ConstraintBase {
  readonly kind: 'foreign key';
  readonly columns: readonly number[];
  readonly target: ForeignKeyTarget;
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly validated: boolean;
  readonly enforced: boolean;
}

export type ForeignKeyTarget =
  | {
      readonly kind: 'table';
      readonly table: ObjectId;
      readonly columns: readonly number[];
      /** The unique index of these columns that the foreign key depends on, and is dropped with (pg_constraint.conindid). */
      readonly index?: ObjectId;
    }
  | { readonly kind: 'unresolved'; readonly schema?: string; readonly name: string; readonly columns: readonly string[] };

export interface Exclusion extends ConstraintBase {
  readonly kind: 'exclusion';
  readonly index: ObjectId;
}

export type Constraint = Key | Check | ForeignKey | Exclusion;
