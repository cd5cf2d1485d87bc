import type { Span } from '../text/span';
import type {
  ColumnDefinition,
  Deferrability,
  Expression,
  IndexDefinition,
  Name,
  OnTable,
  QualifiedName,
  QueryShape,
  ReferentialAction,
  TypeName,
} from './written';

/* Changes of tables, their columns, constraints and indexes. */

export interface CreateTable {
  readonly kind: 'createTable';
  readonly name: QualifiedName;
  readonly ifNotExists: boolean;
  readonly temporary: boolean;
  /** A temporary table that is dropped at the end of the transaction. */
  readonly onCommitDrop?: true;
  readonly foreign: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly likes: readonly LikeClause[];
  readonly inherits: readonly QualifiedName[];
  readonly partitionOf?: QualifiedName;
  /** OF: the composite type that gives the columns. */
  readonly ofType?: TypeName;
  readonly partitionBy?: string;
  /** Columns of the partition key, without its expressions. */
  readonly partitionKey?: readonly string[];
  readonly span: Span;
  /** The offset of the parenthesis that closes the element list; absent when there is no list. */
  readonly elementsEnd?: number;
}
export interface LikeClause {
  readonly table: QualifiedName;
  readonly position: number;
  readonly including: readonly LikeOption[];
}
/** The parts besides columns that LIKE copies. Its checks and indexes are made after the table's own (transformCreateStmt in parse_utilcmd.c). */
export interface CopyLike extends OnTable {
  readonly kind: 'copyLike';
  readonly like: LikeClause;
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
  readonly onCommitDrop?: true;
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
  readonly column: Name;
  /** Absent for DROP DEFAULT. */
  readonly default?: Expression;
}
export interface SetNotNull extends OnTable {
  readonly kind: 'setNotNull';
  readonly column: Name;
  readonly notNull: boolean;
  readonly name?: Name;
  readonly noInherit?: true;
}
export interface SetIdentity extends OnTable {
  readonly kind: 'setIdentity';
  readonly column: Name;
  /** Absent for DROP IDENTITY. */
  readonly identity?: 'always' | 'by default';
  readonly sequenceName?: Name;
  readonly add: boolean;
}
export interface SetGenerated extends OnTable {
  readonly kind: 'setGenerated';
  readonly column: Name;
  /** Absent for DROP EXPRESSION. */
  readonly expression?: Expression;
}

interface ConstraintBase extends OnTable, Deferrability {
  readonly name?: Name;
  /** The place of the constraint: the whole table constraint, or the column's clause. */
  readonly span: Span;
  /** The column whose definition contains the constraint, when it is a column constraint. */
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
  /** False for NOT ENFORCED: no row is checked against the constraint. */
  readonly enforced: boolean;
  readonly noInherit: boolean;
}
export interface AddForeignKey extends ConstraintBase {
  readonly kind: 'addForeignKey';
  readonly columns: readonly Name[];
  readonly references: QualifiedName;
  /** Empty when the statement names none: the primary key of the referenced table. */
  readonly referencedColumns: readonly Name[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match: 'simple' | 'full' | 'partial';
  readonly validated: boolean;
  readonly enforced: boolean;
}
export interface AddExclusion extends ConstraintBase {
  readonly kind: 'addExclusion';
  readonly index: IndexDefinition;
  /** The operators behind WITH, one for each key. */
  readonly operators: readonly string[];
}
export interface ValidateConstraint extends OnTable {
  readonly kind: 'validateConstraint';
  readonly name: Name;
}
export interface AlterConstraint extends OnTable {
  readonly kind: 'alterConstraint';
  readonly name: Name;
  readonly deferrability?: Deferrability;
  readonly enforced?: boolean;
  /** For a NOT NULL: true when tables below do not inherit it. Absent when unchanged. */
  readonly noInherit?: boolean;
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
