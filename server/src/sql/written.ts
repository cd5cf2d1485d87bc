import type { Span } from '../text/span';
import type { Formula } from './code/formula';

/* The parts of statements as written: names, types, expressions, definitions. Spans are relative to the start of the statement's text. */

export interface Name {
  /** Folded and cut to 63 bytes, as the catalog stores it. */
  readonly text: string;
  readonly span: Span;
}

export interface QualifiedName {
  readonly schema?: Name;
  readonly name: Name;
  /** Set when the statement itself makes the table of this name: no other table of the name hides it. */
  readonly made?: 'permanent' | 'temporary';
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
  /** Types that it casts to, `schema.name` or `name`, without those of the grammar itself. */
  readonly types?: readonly string[];
}

/** A type as written: `numeric(10,2)[]` is name `numeric`, modifiers ['10', '2'], array. */
export interface TypeName {
  readonly schema?: string;
  readonly name: string;
  /** `t.c%TYPE`: the name is that of a column of this table. */
  readonly ofTable?: { readonly schema?: string; readonly name: string };
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
  /** Tables below do not inherit NOT NULL. */
  readonly notNullNoInherit?: true;
  /** Declared with PRIMARY KEY, which makes it NOT NULL from the start. */
  readonly primary?: true;
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
  /** The name that the engine gives to an expression's index column: that of the function, if it calls one. */
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

/** The sources and output columns of a view's query, as far as they follow from names alone. */
export interface QueryShape {
  readonly outputs: readonly QueryOutput[];
  readonly sources: readonly QuerySource[];
  /** Columns of these sources that the query names: in its outputs, its conditions and its order. */
  readonly references?: readonly { readonly qualifier?: string; readonly column: string }[];
  /** Functions that it calls, without built-in ones. */
  readonly calls?: readonly string[];
  /**
   * Queries of a set operation, or rows of VALUES: their types determine the types of the columns together. `outputs` are those of the
   * first, which gives the columns their names.
   */
  readonly branches?: readonly QueryShape[];
}
export type QueryOutput =
  | {
      readonly kind: 'column';
      readonly name: string;
      readonly source?: { readonly qualifier?: string; readonly column: string };
      readonly type?: TypeName;
      /** The expression, which determines the type. */
      readonly formula?: Formula;
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
      /**
       * True of a LATERAL source, and of a query nested in an expression: it sees the sources before it. Every query also sees the sources
       * around the query that it is a source of.
       */
      readonly isLateral?: true;
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

/** The object that DROP, COMMENT or RENAME names. */
export interface ObjectName {
  readonly name: QualifiedName;
  /** The table (or domain) that a trigger, policy, constraint, column or rule belongs to. */
  readonly on?: QualifiedName;
  /** Argument types of a routine; absent when the statement leaves them out. */
  readonly arguments?: readonly TypeName[];
}

export interface OnTable {
  readonly table: QualifiedName;
  /** ALTER TABLE IF EXISTS. */
  readonly ifExists?: boolean;
  /** ALTER TABLE ONLY. */
  readonly only?: boolean;
}
