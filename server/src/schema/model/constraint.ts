import type { ReferentialAction } from '../../sql/change';
import type { Expression } from './expression';
import type { ObjectId, Origin } from './object';

interface ConstraintBase {
  readonly id: ObjectId;
  readonly name: string;
  /** The constraint of the parent table that this one comes from and goes with. */
  readonly parent?: ObjectId;
  /** Defined here as well as in the parent: it stays when that one goes (pg_constraint.conislocal). */
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
  /** The index that enforces it; it has the same name. */
  readonly index: ObjectId;
  /** No foreign key can point at it. */
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
      /** The unique index of these columns that the key was made with and falls with. */
      readonly index?: ObjectId;
    }
  | { readonly kind: 'unresolved'; readonly schema?: string; readonly name: string; readonly columns: readonly string[] };

export interface Exclusion extends ConstraintBase {
  readonly kind: 'exclusion';
  readonly index: ObjectId;
}

export type Constraint = Key | Check | ForeignKey | Exclusion;
