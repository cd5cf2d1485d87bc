import type { Span } from '../text/span';

/*
 * The closed vocabulary of what a statement does to a schema, as written: names are folded as the database folds
 * them but not resolved, and spans are relative to the start of the statement's text. A CREATE TABLE becomes one
 * `createTable` followed by one change for each key, index and foreign key, in the order in which PostgreSQL itself
 * makes them (transformCreateStmt), so that whoever looks for foreign keys looks for `addForeignKey` alone.
 */

export interface Name {
  /** Folded and cut to 63 bytes, as the catalog stores it. */
  readonly text: string;
  readonly span: Span;
}

export interface QualifiedName {
  readonly schema?: Name;
  readonly name: Name;
}

export interface Expression {
  /** As written in the statement. */
  readonly text: string;
  readonly span: Span;
  /** Columns that it names, unqualified, each once. */
  readonly columns: readonly string[];
  /** Sequences named by nextval('…') and the like. */
  readonly sequences?: readonly string[];
  /** Functions that it calls, `schema.name` or `name`. */
  readonly functions?: readonly string[];
}

/** A type as written: `numeric(10,2)[]` is name `numeric`, modifiers ['10', '2'], array. */
export interface TypeName {
  readonly schema?: string;
  readonly name: string;
  readonly modifiers: readonly string[];
  readonly array: boolean;
  readonly span: Span;
}

export interface ColumnDefinition {
  readonly name: Name;
  readonly type: TypeName;
  readonly span: Span;
  readonly notNull: boolean;
  readonly notNullName?: Name;
  readonly default?: Expression;
  readonly generated?: { readonly kind: 'stored' | 'virtual'; readonly expression: Expression };
  readonly identity?: 'always' | 'by default';
  /** Name of the identity's sequence, where SEQUENCE NAME gives one. */
  readonly sequenceName?: Name;
  /** Set for serial, smallserial and bigserial: the column owns a sequence that is its default. */
  readonly serial?: boolean;
  readonly collation?: string;
}

export type ReferentialAction = 'NO ACTION' | 'RESTRICT' | 'CASCADE' | 'SET NULL' | 'SET DEFAULT';

export interface Deferrability {
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
}

export interface IndexKey {
  readonly column?: Name;
  readonly expression?: Expression;
  /** What PostgreSQL calls the index column of an expression: the function's name, or nothing. */
  readonly expressionName?: string;
  readonly descending?: boolean;
  readonly nullsFirst?: boolean;
  readonly operatorClass?: string;
}

export interface IndexDefinition {
  readonly name?: Name;
  readonly keys: readonly IndexKey[];
  readonly include: readonly Name[];
  readonly unique: boolean;
  readonly method: string;
  readonly predicate?: Expression;
  readonly nullsNotDistinct: boolean;
}

/** What a view's query reads and what its columns are called, as far as names alone tell. */
export interface QueryShape {
  readonly outputs: readonly QueryOutput[];
  readonly sources: readonly QuerySource[];
  /** Columns of these sources that the query names: in its outputs, its conditions, its order. */
  readonly references?: readonly { readonly qualifier?: string; readonly column: string }[];
}
export type QueryOutput =
  | {
      readonly kind: 'column';
      readonly name: string;
      readonly source?: { readonly qualifier?: string; readonly column: string };
      readonly type?: TypeName;
    }
  | { readonly kind: 'star'; readonly qualifier?: string };
export type QuerySource =
  | {
      readonly kind: 'relation';
      readonly name: QualifiedName;
      readonly alias?: string;
      readonly columnAliases: readonly string[];
      readonly joinUsing?: readonly string[];
    }
  | {
      readonly kind: 'query';
      readonly query: QueryShape;
      readonly alias?: string;
      readonly columnAliases: readonly string[];
      readonly joinUsing?: readonly string[];
    }
  | { readonly kind: 'other'; readonly alias?: string; readonly columnAliases: readonly string[]; readonly joinUsing?: readonly string[] };

/** Kinds of objects that COMMENT, DROP, RENAME and SET SCHEMA can name. */
export type ObjectKind =
  | 'schema'
  | 'table'
  | 'foreign table'
  | 'view'
  | 'materialized view'
  | 'index'
  | 'sequence'
  | 'type'
  | 'domain'
  | 'function'
  | 'procedure'
  | 'aggregate'
  | 'routine'
  | 'extension'
  | 'trigger'
  | 'policy'
  | 'constraint'
  | 'column'
  | 'domain constraint'
  | 'attribute'
  | 'enum label'
  | 'rule'
  | 'other';

export interface ArgumentType {
  readonly type: TypeName;
  readonly mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
  readonly name?: string;
}

/** What DROP, COMMENT or RENAME point at. */
export interface ObjectName {
  readonly name: QualifiedName;
  /** The table (or domain) that a trigger, policy, constraint, column or rule belongs to. */
  readonly on?: QualifiedName;
  /** Argument types of a routine; absent when the statement leaves them out. */
  readonly arguments?: readonly TypeName[];
}

interface OnTable {
  readonly table: QualifiedName;
  /** ALTER TABLE IF EXISTS. */
  readonly ifExists?: boolean;
  /** ALTER TABLE ONLY. */
  readonly only?: boolean;
}

export type Change = { /** Index in its statement of the change without which this one does not happen. */ readonly partOf?: number } & (
  | CreateSchema
  | CreateTable
  | CreateTableAs
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
);
export type ChangeKind = Change['kind'];
export type ChangeOf<K extends ChangeKind> = Extract<Change, { readonly kind: K }>;

export interface CreateSchema {
  readonly kind: 'createSchema';
  readonly name: Name;
  readonly ifNotExists: boolean;
}
export interface CreateTable {
  readonly kind: 'createTable';
  readonly name: QualifiedName;
  readonly ifNotExists: boolean;
  readonly temporary: boolean;
  readonly foreign: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly likes: readonly LikeClause[];
  readonly inherits: readonly QualifiedName[];
  readonly partitionOf?: QualifiedName;
  readonly partitionBy?: string;
  readonly span: Span;
  /** Where the closing parenthesis of the element list stands, for whoever wants to add an element. */
  readonly elementsEnd?: number;
}
export interface LikeClause {
  readonly table: QualifiedName;
  readonly position: number;
  readonly including: readonly LikeOption[];
}
export type LikeOption =
  | 'comments'
  | 'compression'
  | 'constraints'
  | 'defaults'
  | 'generated'
  | 'identity'
  | 'indexes'
  | 'statistics'
  | 'storage';
export interface CreateTableAs {
  readonly kind: 'createTableAs';
  readonly name: QualifiedName;
  readonly ifNotExists: boolean;
  readonly temporary: boolean;
  readonly columnNames: readonly Name[];
  readonly query: QueryShape;
}

export interface AddColumn extends OnTable {
  readonly kind: 'addColumn';
  readonly column: ColumnDefinition;
  readonly ifNotExists: boolean;
}
export interface DropColumn extends OnTable {
  readonly kind: 'dropColumn';
  readonly column: Name;
  readonly columnIfExists: boolean;
  readonly cascade: boolean;
}
export interface AlterColumnType extends OnTable {
  readonly kind: 'alterColumnType';
  readonly column: Name;
  readonly type: TypeName;
  readonly using?: Expression;
}
export interface SetDefault extends OnTable {
  readonly kind: 'setDefault';
  readonly column: Name /** Absent: DROP DEFAULT. */;
  readonly default?: Expression;
}
export interface SetNotNull extends OnTable {
  readonly kind: 'setNotNull';
  readonly column: Name;
  readonly notNull: boolean;
  readonly name?: Name;
}
export interface SetIdentity extends OnTable {
  readonly kind: 'setIdentity';
  readonly column: Name /** Absent: DROP IDENTITY. */;
  readonly identity?: 'always' | 'by default';
  readonly sequenceName?: Name;
  readonly add: boolean;
}
export interface SetGenerated extends OnTable {
  readonly kind: 'setGenerated';
  readonly column: Name /** Absent: DROP EXPRESSION. */;
  readonly expression?: Expression;
}

interface ConstraintBase extends OnTable, Deferrability {
  readonly name?: Name;
  /** Where the constraint is written: the whole table constraint, or the column's clause. */
  readonly span: Span;
  /** The column that it was written behind, when it is a column constraint. */
  readonly inlineColumn?: Name;
}
export interface AddKey extends ConstraintBase {
  readonly kind: 'addKey';
  readonly primary: boolean;
  readonly columns: readonly Name[];
  readonly include: readonly Name[];
  readonly nullsNotDistinct: boolean;
  /** ADD CONSTRAINT … USING INDEX. */
  readonly usingIndex?: Name;
}
export interface AddCheck extends ConstraintBase {
  readonly kind: 'addCheck';
  readonly expression: Expression;
  readonly validated: boolean;
  readonly noInherit: boolean;
}
export interface AddForeignKey extends ConstraintBase {
  readonly kind: 'addForeignKey';
  readonly columns: readonly Name[];
  readonly references: QualifiedName;
  /** Empty: the primary key of the referenced table. */
  readonly referencedColumns: readonly Name[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match: 'simple' | 'full' | 'partial';
  readonly validated: boolean;
}
export interface AddExclusion extends ConstraintBase {
  readonly kind: 'addExclusion';
  readonly index: IndexDefinition;
}
export interface ValidateConstraint extends OnTable {
  readonly kind: 'validateConstraint';
  readonly name: Name;
}
export interface AlterConstraint extends OnTable, Deferrability {
  readonly kind: 'alterConstraint';
  readonly name: Name;
}
export interface DropConstraint extends OnTable {
  readonly kind: 'dropConstraint';
  readonly name: Name;
  readonly constraintIfExists: boolean;
  readonly cascade: boolean;
}

export interface CreateIndex {
  readonly kind: 'createIndex';
  readonly table: QualifiedName;
  readonly index: IndexDefinition;
  readonly ifNotExists: boolean;
  readonly concurrently: boolean;
  readonly only: boolean;
  readonly schema?: Name;
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
  readonly body?: string;
}
export interface CreateTrigger {
  readonly kind: 'createTrigger';
  readonly table: QualifiedName;
  readonly name: Name;
  readonly orReplace: boolean;
  readonly function?: QualifiedName;
  readonly description: string;
}
export type PolicyCommand = 'r' | 'a' | 'w' | 'd' | '*';
export interface CreatePolicy {
  readonly kind: 'createPolicy';
  readonly table: QualifiedName;
  readonly name: Name;
  readonly command: PolicyCommand;
  readonly permissive: boolean;
}
export interface AlterPolicy {
  readonly kind: 'alterPolicy';
  readonly table: QualifiedName;
  readonly name: Name;
}
export interface SetRowSecurity extends OnTable {
  readonly kind: 'setRowSecurity';
  readonly enabled: boolean;
}

export interface SetComment {
  readonly kind: 'setComment';
  readonly objectKind: ObjectKind;
  readonly object: ObjectName /** Absent: IS NULL. */;
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

/** `schemas` undefined: RESET or SET … TO DEFAULT. */
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
}

/** Something that may change the schema in ways nobody can read: DO blocks, unreadable statements. */
export interface Opaque {
  readonly kind: 'opaque';
  readonly reason: OpaqueReason /** Names that it may touch; undefined: anything. */;
  readonly mayTouch?: readonly string[];
}
export type OpaqueReason = 'do-block' | 'syntax-error' | 'not-understood' | 'meta-command' | 'code-migration';
