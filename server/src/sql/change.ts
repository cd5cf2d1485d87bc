import type { CodeStep } from './code/steps';
import type {
  AddEnumValue,
  AlterDomain,
  AlterPolicy,
  AlterRoutine,
  AlterSequence,
  AttachPartition,
  CreateComposite,
  CreateDomain,
  CreateEnum,
  CreateExtension,
  CreateOtherType,
  CreatePolicy,
  CreateRoutine,
  CreateSchema,
  CreateSequence,
  CreateTrigger,
  CreateView,
  DetachPartition,
  Drop,
  ModifyRows,
  Opaque,
  Rename,
  RenameEnumValue,
  SetComment,
  SetInheritance,
  SetRowSecurity,
  SetSchema,
  SetSearchPath,
  Transaction,
} from './objectChange';
import type {
  AddCheck,
  AddColumn,
  AddExclusion,
  AddForeignKey,
  AddKey,
  AlterColumnType,
  AlterConstraint,
  CopyLike,
  CreateIndex,
  CreateTable,
  CreateTableAs,
  DropColumn,
  DropConstraint,
  SetDefault,
  SetGenerated,
  SetIdentity,
  SetNotNull,
  ValidateConstraint,
} from './tableChange';

export type * from './objectChange';
export type * from './tableChange';
export type * from './written';

/*
 * The closed vocabulary of the effects of a statement on a schema, as written. A Change is plain data. Names are folded as the database
 * folds them but not resolved, and spans are relative to the start of the statement's text. A CREATE TABLE becomes one `createTable`
 * followed by one change for each key, index and foreign key, in the order in which PostgreSQL makes them (transformCreateStmt), so that
 * every foreign key is an `addForeignKey`.
 */

export type Change = { /** Index in its statement of the change without which this one does not happen. */ readonly partOf?: number } & (
  | CreateSchema
  | CreateTable
  | CreateTableAs
  | CopyLike
  | AddColumn
  | DropColumn
  | AlterColumnType
  | SetDefault
  | SetNotNull
  | SetIdentity
  | SetGenerated
  | AddKey
  | AddCheck
  | AddForeignKey
  | AddExclusion
  | ValidateConstraint
  | AlterConstraint
  | DropConstraint
  | CreateIndex
  | CreateView
  | CreateSequence
  | AlterSequence
  | CreateEnum
  | AddEnumValue
  | RenameEnumValue
  | CreateDomain
  | AlterDomain
  | CreateComposite
  | CreateOtherType
  | CreateExtension
  | CreateRoutine
  | AlterRoutine
  | CreateTrigger
  | CreatePolicy
  | AlterPolicy
  | SetRowSecurity
  | SetComment
  | Rename
  | SetSchema
  | Drop
  | AttachPartition
  | DetachPartition
  | SetInheritance
  | SetSearchPath
  | Transaction
  | ModifyRows
  | Opaque
  | RunBlock
  | CallRoutines
);
export type ChangeKind = Change['kind'];
export type ChangeOf<K extends ChangeKind> = Extract<Change, { readonly kind: K }>;

/** Code whose statements are Changes. */
export type ChangeStep = CodeStep<Change>;

/** DO: one change, because its effect depends on the schema that it finds. */
export interface RunBlock {
  readonly kind: 'runBlock';
  readonly body: readonly ChangeStep[];
}

/** CALL, and SELECT of functions that migrations may have made. */
export interface CallRoutines {
  readonly kind: 'callRoutines';
  readonly names: readonly string[];
  readonly body: readonly ChangeStep[];
}
