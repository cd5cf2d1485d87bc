import type { Map as ImmutableMap } from 'immutable';
import type { PolicyCommand, ReferentialAction } from '../sql/change';
import type { Span } from '../text/span';

/*
 * The schema as PostgreSQL's catalog would hold it. Objects refer to each other by id and to columns by number, as
 * the catalog does by oid and attnum: a rename touches one object, and whatever points at it follows. Everything is
 * immutable; a new schema shares with the old one whatever did not change.
 */

/** Stable for the life of the object, never reused within one replay. */
export type ObjectId = number;

/** Where in the migrations something was written. Offsets count from the start of the file as it was last replayed. */
export interface Origin {
  readonly file: string;
  /** The name (or clause) that made it. */
  readonly span: Span;
  /** The whole statement. */
  readonly statement: Span;
  /** Its SQL, as it is run; '' for code that nobody can read. */
  readonly sql: string;
}

interface SchemaObject {
  readonly id: ObjectId;
  readonly namespace: ObjectId;
  readonly name: string;
  readonly comment?: string;
  readonly created: Origin;
  readonly changed: Origin;
}

export interface Namespace {
  readonly id: ObjectId;
  readonly name: string;
  readonly comment?: string;
  /** Absent for `public` and what a baseline takes for granted. */
  readonly created?: Origin;
}

export interface Extension {
  readonly name: string;
  readonly namespace: ObjectId;
  readonly created: Origin;
}

export interface Expression {
  /** As written in the migration. */
  readonly text: string;
  readonly sequences: readonly ObjectId[];
  /** Functions of the schema that it calls. */
  readonly routines?: readonly ObjectId[];
  /** Types that it casts to. */
  readonly types?: readonly ObjectId[];
}

/** A type in use. `text` is as format_type prints it, without the array brackets; for objects only the modifier, such as `(4)`. */
export type TypeUse =
  | { readonly kind: 'builtin'; readonly text: string; readonly array: boolean }
  | { readonly kind: 'object'; readonly id: ObjectId; readonly text: string; readonly array: boolean }
  | { readonly kind: 'unknown'; readonly text: string; readonly array: boolean };

export interface Column {
  /** 1, 2, 3 … in order of creation; numbers of dropped columns are not used again. */
  readonly number: number;
  readonly name: string;
  readonly type: TypeUse;
  readonly notNull: boolean;
  /** NOT NULL is a constraint with a name since PostgreSQL 18. */
  readonly notNullName?: string;
  readonly default?: Expression;
  readonly generated?: {
    readonly kind: 'stored' | 'virtual';
    readonly expression: Expression;
    /** Numbers of the columns that it is worked out from, and falls with. */
    readonly columns?: readonly number[];
  };
  readonly identity?: 'always' | 'by default';
  readonly comment?: string;
  /** Came from a parent table and is not defined here as well. */
  readonly inherited?: boolean;
  /** NOT NULL comes from a parent table and is not said here as well. */
  readonly notNullInherited?: boolean;
  /** Tables below do not inherit NOT NULL. */
  readonly notNullNoInherit?: true;
  readonly created: Origin;
  readonly changed: Origin;
}

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
      readonly columns: readonly number[] /** The unique index of these columns that it was made with, and falls with. */;
      readonly index?: ObjectId;
    }
  | { readonly kind: 'unresolved'; readonly schema?: string; readonly name: string; readonly columns: readonly string[] };
export interface Exclusion extends ConstraintBase {
  readonly kind: 'exclusion';
  readonly index: ObjectId;
}
export type Constraint = Key | Check | ForeignKey | Exclusion;

export interface Index {
  readonly id: ObjectId;
  readonly name: string;
  /** The index of the partitioned table that this one is a part of. */
  readonly parent?: ObjectId;
  readonly keys: readonly IndexKey[];
  /** What names made from the index call its columns, included ones last: as they were called when it was made, `lower` for `lower(email)`. */
  readonly columnNames: readonly string[];
  /** Column numbers of INCLUDE. */
  readonly include: readonly number[];
  readonly unique: boolean;
  readonly primary: boolean;
  readonly method: string;
  readonly predicate?: Expression & { readonly columns: readonly number[] };
  readonly nullsNotDistinct: boolean;
  /** Id of the constraint that it enforces. */
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

export interface Trigger {
  readonly name: string;
  readonly function?: string;
  /** Id of that function, where it is known. */
  readonly routine?: ObjectId;
  /** `BEFORE UPDATE FOR EACH ROW` and the like, for documents. */
  readonly description: string;
  /** Numbers of the columns that it names, and falls with. */
  readonly columns?: readonly number[];
  /** Comes from the partitioned table that the table is a part of, and goes with that one's. */
  readonly cloned?: boolean;
  readonly comment?: string;
  readonly created: Origin;
}
export interface Policy {
  readonly name: string;
  readonly command: PolicyCommand;
  readonly permissive: boolean;
  readonly using?: PolicyCondition;
  readonly check?: PolicyCondition;
  readonly comment?: string;
  readonly created: Origin;
}
/** What USING or WITH CHECK names, and the policy falls with. */
export interface PolicyCondition {
  /** Numbers of columns of the table. */
  readonly columns: readonly number[];
  readonly routines: readonly ObjectId[];
  /** What its queries read. */
  readonly reads: readonly Dependency[];
}

/** A column number of 0 stands for the relation as a whole. */
export interface Dependency {
  readonly relation: ObjectId;
  readonly column: number;
}

export interface Table extends SchemaObject {
  readonly kind: 'table' | 'partitioned table' | 'foreign table';
  readonly temporary: boolean;
  /** Gone when the transaction ends that made it. */
  readonly onCommitDrop?: true;
  readonly columns: readonly Column[];
  readonly nextColumnNumber: number;
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly triggers: readonly Trigger[];
  readonly policies: readonly Policy[];
  readonly rowSecurity: boolean;
  readonly partitionOf?: ObjectId;
  readonly partitionBy?: string;
  /** Numbers of the columns that it is split by. */
  readonly partitionKey?: readonly number[];
  readonly inherits: readonly ObjectId[];
}

export interface View extends SchemaObject {
  readonly kind: 'view' | 'materialized view';
  readonly temporary: boolean;
  readonly columns: readonly ViewColumn[];
  readonly indexes: readonly Index[];
  readonly triggers: readonly Trigger[];
  /** The query as written. */
  readonly definition: string;
  /** What the query reads. */
  readonly dependsOn: readonly Dependency[];
}
export interface ViewColumn {
  readonly number: number;
  readonly name: string;
  readonly type?: TypeUse;
  readonly comment?: string;
}

export interface Sequence extends SchemaObject {
  readonly kind: 'sequence';
  readonly temporary: boolean;
  readonly ownedBy?: {
    readonly table: ObjectId;
    readonly column: number /** Made by an identity column: falls with DROP IDENTITY. */;
    readonly identity: boolean;
  };
}

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
  /** The range type that a multirange type came with, and goes with. */
  readonly rangeOf?: ObjectId;
  /** Name of the extension that it belongs to: such objects are not part of the catalog JSON. */
  readonly extension?: string;
}

export interface Routine extends SchemaObject {
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  /** IN, INOUT and VARIADIC arguments: with the name they identify the routine. */
  readonly argumentTypes: readonly TypeUse[];
  readonly returns?: TypeUse;
  /** Of OUT arguments and the columns of RETURNS TABLE. */
  readonly outputTypes?: readonly TypeUse[];
  readonly language: string;
  readonly securityDefiner: boolean;
  /** The statement that made it, for whoever follows a call; absent for what has no code of its own. */
  readonly definition?: string;
}

/** Few rows of constants, each by the numbers of the columns; a value is undefined, and so are all rows, where nobody can tell. */
export type TableRows = 'unknown' | readonly StoredRow[];
export type StoredRow = ReadonlyMap<number, string | number | boolean | null | undefined>;

/** A relation name is unique within its namespace among all of these (pg_class). */
export type RelationRef =
  | { readonly kind: 'table' | 'view' | 'sequence' | 'composite'; readonly id: ObjectId }
  | { readonly kind: 'index'; readonly id: ObjectId; readonly owner: ObjectId };

/** What a gap may hide. Tables stand for all relations but indexes, functions for all routines. */
export type GapKind =
  | 'table'
  | 'index'
  | 'column'
  | 'constraint'
  | 'trigger'
  | 'policy'
  | 'function'
  | 'type'
  | 'schema'
  | 'extension'
  | 'comment';

/** From here on the model may lack something, because something could not be read. */
export interface Gap {
  readonly origin: Origin;
  readonly reason: 'do-block' | 'syntax-error' | 'not-understood' | 'meta-command' | 'code-migration' | 'placeholder';
  /** Names that may be touched, of objects and of their tables, some known in part; undefined: any. */
  readonly mayTouch?: ReadonlySet<string>;
  /** Kinds of objects that may be touched; undefined: any. */
  readonly kinds?: ReadonlySet<GapKind>;
  /** What only running the code would tell. */
  readonly hidden?: Hidden;
}

/** Why nobody can tell what code does: `text` is as written, with `…` where it is not known. */
export interface Hidden {
  readonly kind: 'statement' | 'condition' | 'rows' | 'object' | 'unreadable' | 'length';
  readonly text: string;
}

export interface Schema {
  readonly nextId: ObjectId;
  readonly namespaces: ImmutableMap<ObjectId, Namespace>;
  readonly extensions: ImmutableMap<string, Extension>;
  readonly tables: ImmutableMap<ObjectId, Table>;
  readonly views: ImmutableMap<ObjectId, View>;
  readonly sequences: ImmutableMap<ObjectId, Sequence>;
  readonly types: ImmutableMap<ObjectId, Type>;
  readonly routines: ImmutableMap<ObjectId, Routine>;
  /** Keyed by nameKey(namespace, name). */
  readonly relationNames: ImmutableMap<string, RelationRef>;
  /** Keyed by nameKey(namespace, name). */
  readonly typeNames: ImmutableMap<string, ObjectId>;
  /** How many constraints of a namespace have a name, keyed by nameKey(namespace, name): a chosen name must be free among them. */
  readonly constraintNames: ImmutableMap<string, number>;
  /** Tables that inherit from a table or are partitions of it; a table without any is absent. */
  readonly children: ImmutableMap<ObjectId, readonly ObjectId[]>;
  /** Tables, views, sequences and types that name an object: what may fall with it. An object that nobody names is absent. */
  readonly dependents: ImmutableMap<ObjectId, readonly ObjectId[]>;
  /** What migrations put into tables: all others are empty as long as nobody else uses the database. */
  readonly rows: ImmutableMap<ObjectId, TableRows>;
  readonly searchPath: readonly string[];
  readonly gaps: readonly Gap[];
}

export function nameKey(namespace: ObjectId, name: string): string {
  return `${namespace}.${name}`;
}

export function isView(relation: Table | View): relation is View {
  return relation.kind === 'view' || relation.kind === 'materialized view';
}
