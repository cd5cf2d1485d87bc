import { type Fields, fieldsOf, identifier, isTrue, listOf, quoted, textOf } from './fields';

/** A column as it stands in CREATE TABLE and ADD COLUMN. Unlike in SQL it takes no null unless it says so. */
export function columnSql(column: Fields): string {
  const key = isTrue(column, 'pk') ? ' PRIMARY KEY' : '';
  const isNotNull = !isTrue(column, 'nullable') && key === '';
  const value = textOf(column, 'default');
  const check = fieldsOf(column, 'check');
  const references = fieldsOf(column, 'references');
  return [
    `${identifier(column, 'name')} ${textOf(column, 'type') ?? ''}`,
    isNotNull ? ' NOT NULL' : '',
    value === undefined ? '' : ` DEFAULT ${value}`,
    generatedSql(column),
    key,
    isTrue(column, 'unique') ? ' UNIQUE' : '',
    check === undefined ? '' : ` ${checkSql(check)}`,
    references === undefined ? '' : ` CONSTRAINT ${identifier(references, 'name')} ${referenceSql(references)}`,
  ].join('');
}

export function checkSql(check: Fields): string {
  return `CONSTRAINT ${identifier(check, 'name')} CHECK (${textOf(check, 'constraint') ?? ''})`;
}

/** `REFERENCES …`, to one column or to several. */
export function referenceSql(references: Fields): string {
  const columns = listOf(references, 'columns').map((column) => quoted(String(column)));
  const column = textOf(references, 'column');
  const target = columns.length > 0 ? columns.join(', ') : column === undefined ? '' : quoted(column);
  const action = (key: string, clause: string): string => {
    const written = textOf(references, key);
    return written === undefined ? '' : ` ${clause} ${written}`;
  };
  const match = textOf(references, 'match_type');
  return [
    `REFERENCES ${identifier(references, 'table')}${target === '' ? '' : ` (${target})`}`,
    match === undefined || match === 'SIMPLE' ? '' : ` MATCH ${match}`,
    action('on_delete', 'ON DELETE'),
    action('on_update', 'ON UPDATE'),
    deferral(references),
  ].join('');
}

/** A constraint of a table, with its name. */
export function constraintSql(constraint: Fields): string {
  const columns = `(${listOf(constraint, 'columns')
    .map((column) => quoted(String(column)))
    .join(', ')})`;
  const name = `CONSTRAINT ${identifier(constraint, 'name')}`;
  const end = deferral(constraint);
  switch (textOf(constraint, 'type')) {
    case 'primary_key':
      return `${name} PRIMARY KEY ${columns}${included(constraint)}${end}`;
    case 'unique':
      return `${name} UNIQUE ${isTrue(constraint, 'nulls_not_distinct') ? 'NULLS NOT DISTINCT ' : ''}${columns}${included(constraint)}${end}`;
    case 'check':
      return `${name} CHECK (${textOf(constraint, 'check') ?? ''})`;
    case 'foreign_key':
      return `${name} FOREIGN KEY ${columns} ${referenceSql(fieldsOf(constraint, 'references') ?? {})}${end}`;
    default:
      return `${name} ${exclusion(fieldsOf(constraint, 'exclude') ?? {})}${end}`;
  }
}

function exclusion(exclude: Fields): string {
  const predicate = textOf(exclude, 'predicate');
  const where = predicate === undefined ? '' : ` WHERE (${predicate})`;
  return `EXCLUDE USING ${textOf(exclude, 'index_method') ?? 'btree'} (${textOf(exclude, 'elements') ?? ''})${where}`;
}

function included(constraint: Fields): string {
  const columns = listOf(fieldsOf(constraint, 'index_parameters') ?? {}, 'include_columns').map((column) => quoted(String(column)));
  return columns.length === 0 ? '' : ` INCLUDE (${columns.join(', ')})`;
}

function deferral(fields: Fields): string {
  return `${isTrue(fields, 'deferrable') ? ' DEFERRABLE' : ''}${isTrue(fields, 'initially_deferred') ? ' INITIALLY DEFERRED' : ''}`;
}

function generatedSql(column: Fields): string {
  const generated = fieldsOf(column, 'generated');
  const expression = generated && textOf(generated, 'expression');
  if (generated === undefined) return '';
  if (expression !== undefined) return ` GENERATED ALWAYS AS (${expression}) STORED`;
  const identity = fieldsOf(generated, 'identity') ?? {};
  return ` GENERATED ${textOf(identity, 'user_specified_values') ?? 'ALWAYS'} AS IDENTITY`;
}
