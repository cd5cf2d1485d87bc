import { isTrue, listField, nameField, type OperationFields, objectField, quotedName, textField } from './fields';

/** A column as CREATE TABLE and ADD COLUMN write it. Unlike in SQL, columns are NOT NULL by default. */
export function columnDefinition(column: OperationFields): string {
  const key = isTrue(column, 'pk') ? ' PRIMARY KEY' : '';
  const isNotNull = !isTrue(column, 'nullable') && key === '';
  const value = textField(column, 'default');
  const check = objectField(column, 'check');
  const references = objectField(column, 'references');
  return [
    `${nameField(column, 'name')} ${textField(column, 'type') ?? ''}`,
    isNotNull ? ' NOT NULL' : '',
    value === undefined ? '' : ` DEFAULT ${value}`,
    generatedSql(column),
    key,
    isTrue(column, 'unique') ? ' UNIQUE' : '',
    check === undefined ? '' : ` ${checkSql(check)}`,
    references === undefined ? '' : ` CONSTRAINT ${nameField(references, 'name')} ${referenceSql(references)}`,
  ].join('');
}

export function checkSql(check: OperationFields): string {
  return `CONSTRAINT ${nameField(check, 'name')} CHECK (${textField(check, 'constraint') ?? ''})`;
}

/** `REFERENCES …`, to one column or to several. */
export function referenceSql(references: OperationFields): string {
  const columns = listField(references, 'columns').map((column) => quotedName(String(column)));
  const column = textField(references, 'column');
  const target = columns.length > 0 ? columns.join(', ') : column === undefined ? '' : quotedName(column);
  const action = (key: string, clause: string): string => {
    const written = textField(references, key);
    return written === undefined ? '' : ` ${clause} ${written}`;
  };
  const match = textField(references, 'match_type');
  return [
    `REFERENCES ${nameField(references, 'table')}${target === '' ? '' : ` (${target})`}`,
    match === undefined || match === 'SIMPLE' ? '' : ` MATCH ${match}`,
    action('on_delete', 'ON DELETE'),
    action('on_update', 'ON UPDATE'),
    deferral(references),
  ].join('');
}

/** A constraint of a table, with its name. */
export function constraintDefinition(constraint: OperationFields): string {
  const columns = `(${listField(constraint, 'columns')
    .map((column) => quotedName(String(column)))
    .join(', ')})`;
  const name = `CONSTRAINT ${nameField(constraint, 'name')}`;
  const end = deferral(constraint);
  switch (textField(constraint, 'type')) {
    case 'primary_key':
      return `${name} PRIMARY KEY ${columns}${included(constraint)}${end}`;
    case 'unique':
      return `${name} UNIQUE ${isTrue(constraint, 'nulls_not_distinct') ? 'NULLS NOT DISTINCT ' : ''}${columns}${included(constraint)}${end}`;
    case 'check':
      return `${name} CHECK (${textField(constraint, 'check') ?? ''})`;
    case 'foreign_key':
      return `${name} FOREIGN KEY ${columns} ${referenceSql(objectField(constraint, 'references') ?? {})}${end}`;
    default:
      return `${name} ${exclusion(objectField(constraint, 'exclude') ?? {})}${end}`;
  }
}

function exclusion(exclude: OperationFields): string {
  const predicate = textField(exclude, 'predicate');
  const where = predicate === undefined ? '' : ` WHERE (${predicate})`;
  return `EXCLUDE USING ${textField(exclude, 'index_method') ?? 'btree'} (${textField(exclude, 'elements') ?? ''})${where}`;
}

function included(constraint: OperationFields): string {
  const columns = listField(objectField(constraint, 'index_parameters') ?? {}, 'include_columns').map((column) =>
    quotedName(String(column)),
  );
  return columns.length === 0 ? '' : ` INCLUDE (${columns.join(', ')})`;
}

function deferral(fields: OperationFields): string {
  return `${isTrue(fields, 'deferrable') ? ' DEFERRABLE' : ''}${isTrue(fields, 'initially_deferred') ? ' INITIALLY DEFERRED' : ''}`;
}

function generatedSql(column: OperationFields): string {
  const generated = objectField(column, 'generated');
  const expression = generated && textField(generated, 'expression');
  if (generated === undefined) return '';
  if (expression !== undefined) return ` GENERATED ALWAYS AS (${expression}) STORED`;
  const identity = objectField(generated, 'identity') ?? {};
  return ` GENERATED ${textField(identity, 'user_specified_values') ?? 'ALWAYS'} AS IDENTITY`;
}
