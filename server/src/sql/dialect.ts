import type { Change } from './change';
import type { Statement } from './statement';

export type DialectId = 'postgresql';

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

export interface Dialect {
  readonly id: DialectId;
  readonly name: string;
  readonly reader: Reader;
  /** Statements between two offsets of a script; all offsets count from its start. */
  split(script: string, from: number, to: number): readonly Statement[];
  /** An identifier as it must be written: quoted only where it has to be. */
  quote(identifier: string): string;
}
