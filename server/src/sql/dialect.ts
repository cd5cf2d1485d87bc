import type { Change } from './change';
import type { CodeLanguage } from './code/language';
import type { EngineId, EngineSigns } from './signs';
import type { Statement } from './statement';
import type { Token } from './token';

/** Why a statement could not be read: the database's own words where the reader has them. */
export interface SyntaxProblem {
  readonly message: string;
  /** Relative to the start of the statement's text. */
  readonly start: number;
  readonly end: number;
}

/**
 * What one statement says. Every span inside is relative to the start of the statement's text, so that a
 * reading can be kept by that text alone, wherever in a file the statement stands.
 */
export interface Reading {
  readonly changes: readonly Change[];
  readonly problem?: SyntaxProblem;
}

/** Turns the text of one statement into changes. Never throws. */
export interface Reader {
  /** `reduced` reads a part of the language only and must not be trusted to call something an error. */
  readonly completeness: 'full' | 'reduced';
  read(text: string): Reading;
}

/** How an engine cuts a text into tokens, and which of them are names. */
export interface Lexer {
  /** The tokens of a text, without gap or overlap. Never fails. */
  tokenize(text: string): readonly Token[];
  /** The name that a token of the text means, folded as the catalog stores it. Undefined: the token is no identifier. A string literal counts: it may name a language, a role or a setting. */
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
  /** The columns that every table has without saying so: `xmin`, `rowid`. */
  isSystemColumn(name: string): boolean;
  /** Must the word, in any case, be quoted to be the name of a table or a column? */
  isReservedWord(word: string): boolean;
  /** An identifier as a statement has to write it: quoted only where it has to be. */
  quote(identifier: string): string;
  /** An identifier as the server itself prints it, for answers that are compared with the server's. It may quote more words than `quote` does. */
  print(identifier: string): string;
}

/** The SQL of one engine. A dialect knows nothing of a schema: `schema/engine.ts` adds that. */
export interface Dialect extends Lexer, Names {
  readonly id: EngineId;
  /** The name that people know: `PostgreSQL`. */
  readonly name: string;
  /** How migrations for this engine are recognised. */
  readonly signs: EngineSigns;
  readonly reader: Reader;
  /** Reads code that runs at migration time; absent when the reader cannot, and such statements leave a gap. */
  readonly code?: CodeLanguage;
  /** Statements between two offsets of a script; all offsets count from its start. */
  split(script: string, from: number, to: number): readonly Statement[];
}
