import type { AbstractType } from './abstractType';
import type { Change } from './change';
import type { CodeLanguage } from './code/language';
import type { NamePlaces } from './namePlaces';
import type { EngineId, EngineSigns } from './signs';
import type { Statement } from './statement';
import type { Token } from './token';

/** Why a statement could not be read: the database's own message where the reader has it. */
export interface SyntaxProblem {
  readonly message: string;
  /** Relative to the start of the statement's text. */
  readonly start: number;
  readonly end: number;
}

/**
 * The changes of one statement. Every span is relative to the start of the statement's text, so that a reading can be cached by the text,
 * wherever in a file the statement stands.
 */
export interface Reading {
  readonly changes: readonly Change[];
  readonly problem?: SyntaxProblem;
}

/** Turns the text of one statement into changes. Never throws. */
export interface Reader {
  /** A `reduced` reader knows a part of the language only: a statement that it cannot read is no evidence of an error. */
  readonly completeness: 'full' | 'reduced';
  read(text: string): Reading;
}

/** How an engine splits a text into tokens, and which of the tokens are names. */
export interface Lexer {
  /** The tokens of a text, without gap or overlap. Never fails. */
  tokenize(text: string): readonly Token[];
  /**
   * The name that a token of the text means, folded as the catalog stores it; undefined for a token that is no identifier. A string literal
   * counts as one: it may name a language, a role or a setting.
   */
  identifier(text: string, token: Token): string | undefined;
}

/** How an engine reads and writes names. */
export interface Names {
  /** The schema of unqualified names in a new database: `public`. */
  readonly defaultSchema: string;
  /** The schema of temporary objects, which no answer shows. */
  readonly temporarySchema: string;
  /** The server's own schemas, which no migration makes. */
  isSystemSchema(name: string): boolean;
  /** True of a column that every table has without declaring it: `xmin`, `rowid`. */
  isSystemColumn(name: string): boolean;
  /** True of a word, in any letter case, that must be quoted to name a table or a column. */
  isReservedWord(word: string): boolean;
  /** An identifier as a statement has to write it: quoted only where it has to be. */
  quote(identifier: string): string;
  /** An identifier as the server prints it, for texts that are compared with the server's. It may quote more words than `quote` does. */
  print(identifier: string): string;
}

/** How an engine's scripts are cut into statements and run. */
export interface Scripts {
  /** Splits the part of a script between two offsets into statements. All offsets count from the start of the script. */
  split(script: string, from: number, to: number): readonly Statement[];
  /**
   * First words of statements, as alternatives of a case-insensitive regular expression: `create|drop\s+table`. A statement without an end
   * swallows the ones below it; they are found again at lines that begin with such words.
   */
  readonly statementStarts: string;
  /** True of a statement that rows in another syntax may follow, up to a line that ends them: COPY … FROM stdin. */
  precedesData(statement: string): boolean;
  /** True of a script with a statement that the server refuses in a transaction, as far as the first words of its lines tell. */
  refusesInTransaction(script: string): boolean;
  /** The engine's client, whose commands a script may hold: `psql`. */
  readonly client: string;
  /** Whether a command of the engine's client, such as psql's `\i`, may change the schema in a way that its text does not show. */
  hidesChanges(metaCommand: string): boolean;
}

/** The words of an engine's statements, where no grammar tells. */
export interface Words {
  /** Where names stand in statements. */
  readonly namePlaces: NamePlaces;
  /** Keywords that are common in migrations, in capitals: what a misspelt word may mean. Of equally similar ones, the first is proposed. */
  readonly usualWords: readonly string[];
  /** The words that begin a comment on a table: `COMMENT ON TABLE`. Undefined when tables have no comments. */
  readonly tableComment: string | undefined;
  /** Address of the page of its manual about statements that define a schema, where documents of plain SQL files lead; empty without one. */
  readonly manual: string;
  /** The engine's type for one that a tool names without a database in mind. */
  abstractType(type: AbstractType): string;
}

/** The SQL of one engine, without a schema: `schema/engine.ts` adds that. */
export interface Dialect extends Lexer, Names, Scripts, Words {
  readonly id: EngineId;
  /** Display name: `PostgreSQL`. */
  readonly name: string;
  /** How migrations for this engine are recognised. */
  readonly signs: EngineSigns;
  readonly reader: Reader;
  /** Parses code that runs at migration time. Absent when the reader cannot: statements that run code then leave a gap. */
  readonly code?: CodeLanguage;
}
