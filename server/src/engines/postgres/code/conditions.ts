import type { Problem } from '../../../schema/problem';

/** The condition of the error that PostgreSQL reports for a problem (manual, appendix A). */
export function conditionOf(problem: Problem): string {
  switch (problem.kind) {
    case 'unknown-table':
      return 'undefined_table';
    case 'unknown-column':
      return 'undefined_column';
    case 'duplicate-table':
      return 'duplicate_table';
    case 'duplicate-column':
      return 'duplicate_column';
    case 'raised':
    case 'refused':
      return problem.condition;
    case 'unknown-object':
      return UNDEFINED[problem.objectKind] ?? 'undefined_object';
    case 'duplicate-object':
      return DUPLICATE[problem.objectKind] ?? 'duplicate_object';
  }
}

const UNDEFINED: Readonly<Record<string, string>> = {
  table: 'undefined_table',
  view: 'undefined_table',
  'materialized view': 'undefined_table',
  sequence: 'undefined_table',
  function: 'undefined_function',
  procedure: 'undefined_function',
  routine: 'undefined_function',
  aggregate: 'undefined_function',
  schema: 'invalid_schema_name',
};

const DUPLICATE: Readonly<Record<string, string>> = {
  table: 'duplicate_table',
  view: 'duplicate_table',
  index: 'duplicate_table',
  sequence: 'duplicate_table',
  schema: 'duplicate_schema',
  function: 'duplicate_function',
  procedure: 'duplicate_function',
  'primary key': 'invalid_table_definition',
};

/** SQLSTATEs by which code raises or catches errors. */
const CODES: Readonly<Record<string, string>> = {
  P0001: 'raise_exception',
  P0002: 'no_data_found',
  P0003: 'too_many_rows',
  '20000': 'case_not_found',
  '23505': 'unique_violation',
  '42P01': 'undefined_table',
  '42703': 'undefined_column',
  '42704': 'undefined_object',
  '42883': 'undefined_function',
  '42P07': 'duplicate_table',
  '42701': 'duplicate_column',
  '42710': 'duplicate_object',
  '42723': 'duplicate_function',
  '42P06': 'duplicate_schema',
  '3F000': 'invalid_schema_name',
  '42P16': 'invalid_table_definition',
  '2BP01': 'dependent_objects_still_exist',
  '0A000': 'feature_not_supported',
  '55000': 'object_not_in_prerequisite_state',
  '42601': 'syntax_error',
};

/** Errors of class 42 (manual, appendix A) that are raised here: one name catches all of them. */
const CLASS_42 = /^(undefined|duplicate)_(?!schema)|^(invalid_table_definition|syntax_error)$/;

/** True when a handler of the condition `caught`, a name or an SQLSTATE, handles an error of the condition `raised`. */
export function handles(caught: string, raised: string): boolean {
  const name = CODES[caught.toUpperCase()] ?? caught;
  return name === 'others' || name === raised || (name === 'syntax_error_or_access_rule_violation' && CLASS_42.test(raised));
}

/** The name of a condition that is written as a name or as an SQLSTATE. */
export function conditionName(written: string): string {
  return CODES[written.toUpperCase()] ?? written;
}
