import type { Formula } from './code/formula';
import type { ArgumentType, Expression, Name, ObjectKind, ObjectName, OnTable, QualifiedName, QueryShape, TypeName } from './written';

/* Changes of all objects but tables, of the session and of rows. */

export interface CreateSchema {
  readonly kind: 'createSchema';
  readonly name: Name;
  readonly ifNotExists: boolean;
}
export interface CreateView {
  readonly kind: 'createView';
  readonly name: QualifiedName;
  readonly materialized: boolean;
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  readonly temporary: boolean;
  readonly columnNames: readonly Name[];
  readonly query: QueryShape;
  readonly definition: string;
}

export interface CreateSequence {
  readonly kind: 'createSequence';
  readonly name: QualifiedName;
  readonly ifNotExists: boolean;
  readonly temporary: boolean;
  readonly ownedBy?: SequenceOwner;
}
/** `none` is OWNED BY NONE. */
export type SequenceOwner = 'none' | { readonly table: QualifiedName; readonly column: Name };
export interface AlterSequence {
  readonly kind: 'alterSequence';
  readonly name: QualifiedName;
  readonly ifExists: boolean;
  readonly ownedBy?: SequenceOwner;
}

export interface CreateEnum {
  readonly kind: 'createEnum';
  readonly name: QualifiedName;
  readonly labels: readonly Name[];
}
export interface AddEnumValue {
  readonly kind: 'addEnumValue';
  readonly type: QualifiedName;
  readonly label: Name;
  readonly ifNotExists: boolean;
  readonly before?: string;
  readonly after?: string;
}
export interface RenameEnumValue {
  readonly kind: 'renameEnumValue';
  readonly type: QualifiedName;
  readonly from: string;
  readonly to: string;
}
export interface CreateDomain {
  readonly kind: 'createDomain';
  readonly name: QualifiedName;
  readonly baseType: TypeName;
  readonly notNull: boolean;
  readonly default?: Expression;
  readonly checks: readonly { readonly name?: Name; readonly expression: Expression }[];
}
export interface AlterDomain {
  readonly kind: 'alterDomain';
  readonly name: QualifiedName;
  readonly action:
    | { readonly kind: 'setDefault'; readonly default?: Expression }
    | { readonly kind: 'setNotNull'; readonly notNull: boolean }
    | { readonly kind: 'addCheck'; readonly name?: Name; readonly expression: Expression }
    | { readonly kind: 'dropConstraint'; readonly name: Name };
}
export interface CreateComposite {
  readonly kind: 'createComposite';
  readonly name: QualifiedName;
  readonly columns: readonly { readonly name: Name; readonly type: TypeName }[];
}
/** Range, base and shell types: known by name only. */
export interface CreateOtherType {
  readonly kind: 'createOtherType';
  readonly name: QualifiedName;
  /** Set for a range type: the statement also makes a multirange type of this name, and functions that construct values of both. */
  readonly range?: { readonly subtype: TypeName; readonly multirange?: QualifiedName };
}

export interface CreateExtension {
  readonly kind: 'createExtension';
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly schema?: Name;
}
export interface CreateRoutine {
  readonly kind: 'createRoutine';
  readonly name: QualifiedName;
  readonly routineKind: 'function' | 'procedure' | 'aggregate' | 'window';
  readonly orReplace: boolean;
  readonly arguments: readonly ArgumentType[];
  readonly returns?: TypeName;
  readonly language: string;
  readonly securityDefiner: boolean;
  /** The text of the whole statement, from which calls of the routine are followed. */
  readonly definition?: string;
}
/** ALTER FUNCTION, PROCEDURE and ROUTINE … SECURITY, SET, VOLATILE and so on. */
export interface AlterRoutine {
  readonly kind: 'alterRoutine';
  readonly objectKind: ObjectKind;
  readonly object: ObjectName;
  readonly securityDefiner?: boolean;
}
export interface CreateTrigger {
  readonly kind: 'createTrigger';
  readonly table: QualifiedName;
  readonly name: Name;
  readonly orReplace: boolean;
  readonly function?: QualifiedName;
  /** Columns that UPDATE OF and WHEN name. */
  readonly columns?: readonly string[];
  readonly description: string;
}
export type PolicyCommand = 'r' | 'a' | 'w' | 'd' | '*';
export interface CreatePolicy {
  readonly kind: 'createPolicy';
  readonly table: QualifiedName;
  readonly name: Name;
  readonly command: PolicyCommand;
  readonly permissive: boolean;
  readonly using?: PolicyCondition;
  readonly check?: PolicyCondition;
}
/** The names in USING or WITH CHECK. */
export interface PolicyCondition {
  /** Without the columns that its queries name. */
  readonly columns: readonly string[];
  readonly functions: readonly string[];
  /** Queries nested in the condition. */
  readonly queries: readonly QueryShape[];
}
export interface AlterPolicy {
  readonly kind: 'alterPolicy';
  readonly table: QualifiedName;
  readonly name: Name;
  /** Absent when the statement leaves the condition unchanged. The same holds for `check`. */
  readonly using?: PolicyCondition;
  readonly check?: PolicyCondition;
}
export interface SetRowSecurity extends OnTable {
  readonly kind: 'setRowSecurity';
  readonly enabled: boolean;
}

export interface SetComment {
  readonly kind: 'setComment';
  readonly objectKind: ObjectKind;
  readonly object: ObjectName;
  /** Absent for IS NULL. */
  readonly text?: string;
}
export interface Rename {
  readonly kind: 'rename';
  readonly objectKind: ObjectKind;
  readonly object: ObjectName;
  readonly to: Name;
  readonly ifExists: boolean;
}
export interface SetSchema {
  readonly kind: 'setSchema';
  readonly objectKind: ObjectKind;
  readonly object: ObjectName;
  readonly to: Name;
  readonly ifExists: boolean;
}
export interface Drop {
  readonly kind: 'drop';
  readonly objectKind: ObjectKind;
  readonly objects: readonly ObjectName[];
  readonly ifExists: boolean;
  readonly cascade: boolean;
  readonly concurrently: boolean;
}

export interface AttachPartition extends OnTable {
  readonly kind: 'attachPartition';
  readonly partition: QualifiedName;
}
export interface DetachPartition extends OnTable {
  readonly kind: 'detachPartition';
  readonly partition: QualifiedName;
}
export interface SetInheritance extends OnTable {
  readonly kind: 'setInheritance';
  readonly parent: QualifiedName;
  readonly inherit: boolean;
}

/** `schemas` is undefined for RESET and for SET … TO DEFAULT. */
export interface SetSearchPath {
  readonly kind: 'setSearchPath';
  readonly schemas?: readonly string[];
  readonly local: boolean;
}
export interface Transaction {
  readonly kind: 'transaction';
  readonly action: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollbackTo';
  readonly savepoint?: string;
}

/** INSERT, UPDATE, DELETE, TRUNCATE, COPY: no change of the schema, but tables and columns that must exist. */
export interface ModifyRows {
  readonly kind: 'modifyRows';
  readonly verb: 'insert' | 'update' | 'delete' | 'truncate' | 'copy' | 'merge';
  readonly table: QualifiedName;
  readonly columns: readonly Name[];
  /** The changed rows, when they are few and constant. */
  readonly rows?: RowChange;
}

/**
 * A change of rows as formulas, in which names of columns may be qualified with `alias`. An insert without columns has values for all
 * columns of the table, in order.
 */
export type RowChange = { readonly alias: string } & (
  | {
      readonly kind: 'insert';
      readonly columns: readonly string[];
      readonly values: readonly (readonly Formula[])[];
      readonly mayConflict: boolean;
    }
  | { readonly kind: 'update'; readonly set: readonly (readonly [column: string, value: Formula])[]; readonly where?: Formula }
  | { readonly kind: 'delete'; readonly where?: Formula }
);

/** A statement that may change the schema in ways that cannot be read, such as one with a syntax error. */
export interface Opaque {
  readonly kind: 'opaque';
  readonly reason: OpaqueReason;
  /** Names of the objects that it may touch; undefined: any object. */
  readonly mayTouch?: readonly string[];
}
export type OpaqueReason = 'do-block' | 'syntax-error' | 'not-understood' | 'meta-command' | 'code-migration' | 'placeholder';
