import type { ChangeStep } from '../change';
import type { Formula, Query } from './formula';

/** Parses code that other code assembles as text at run time. Part of an engine's dialect (`Dialect.code`). */
export interface CodeLanguage {
  /** SQL statements, as EXECUTE runs them; undefined when they cannot be read. */
  script(sql: string): readonly ChangeStep[] | undefined;
  /** One query; undefined when the text cannot be read or is no query. */
  query(sql: string): Query | undefined;
  /** A routine by the statement that creates it; undefined when its language is not followed. */
  routine(definition: string): RoutineCode | undefined;
}

/** The signature and the body of a function or procedure. */
export interface RoutineCode {
  readonly parameters: readonly Parameter[];
  readonly body: readonly ChangeStep[];
  /** RETURNS SETOF or TABLE. */
  readonly returnsRows: boolean;
}

export interface Parameter {
  readonly name?: string;
  readonly type: string;
  readonly mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
  readonly default?: Formula;
}
