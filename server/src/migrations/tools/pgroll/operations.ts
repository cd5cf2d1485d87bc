import { checkSql, columnDefinition, constraintDefinition, referenceSql } from './columns';
import { isFields, isTrue, listField, nameField, type OperationFields, objectField, quotedName, textField } from './fields';

/**
 * SQL with the effect of an operation once its migration is complete. pgroll itself uses temporary columns and triggers, which it
 * removes on completion. Undefined for an unknown operation.
 */
export function operationSql(name: string, fields: OperationFields): readonly string[] | undefined {
  return Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name]!(fields) : undefined;
}

const OPERATIONS: Readonly<Record<string, (fields: OperationFields) => readonly string[]>> = {
  create_table: createTable,
  rename_table: (fields) => [`ALTER TABLE ${nameField(fields, 'from')} RENAME TO ${nameField(fields, 'to')}`],
  drop_table: (fields) => [`DROP TABLE ${nameField(fields, 'name')}`],
  add_column(fields) {
    const column = objectField(fields, 'column') ?? {};
    return [`${alter(fields)} ADD COLUMN ${columnDefinition(column)}`, ...comments(nameField(fields, 'table'), [column])];
  },
  drop_column: (fields) => [`${alter(fields)} DROP COLUMN ${nameField(fields, 'column')}`],
  rename_column: (fields) => [`${alter(fields)} RENAME COLUMN ${nameField(fields, 'from')} TO ${nameField(fields, 'to')}`],
  alter_column: alterColumn,
  create_index: createIndex,
  drop_index: (fields) => [`DROP INDEX ${nameField(fields, 'name')}`],
  create_constraint: (fields) => [`${alter(fields)} ADD ${constraintDefinition(fields)}`],
  drop_constraint: dropConstraint,
  drop_multicolumn_constraint: dropConstraint,
  rename_constraint: (fields) => [`${alter(fields)} RENAME CONSTRAINT ${nameField(fields, 'from')} TO ${nameField(fields, 'to')}`],
  set_replica_identity: () => [],
};

function createTable(fields: OperationFields): readonly string[] {
  const table = nameField(fields, 'name');
  const columns = listField(fields, 'columns').filter(isFields);
  // Several columns may be marked as the key.
  const keys = columns.filter((column) => isTrue(column, 'pk'));
  const parts = columns.map((column) => columnDefinition(keys.length > 1 ? { ...column, pk: false } : column));
  const key = keys.length > 1 ? [`PRIMARY KEY (${keys.map((column) => nameField(column, 'name')).join(', ')})`] : [];
  const constraints = listField(fields, 'constraints').filter(isFields).map(constraintDefinition);
  const comment = textField(fields, 'comment');
  return [
    `CREATE TABLE ${table} (\n  ${[...parts, ...key, ...constraints].join(',\n  ')}\n)`,
    ...(comment === undefined ? [] : [`COMMENT ON TABLE ${table} IS ${literal(comment)}`]),
    ...comments(table, columns),
  ];
}

/** Changes each given property of the column, and its name last. */
function alterColumn(fields: OperationFields): readonly string[] {
  const column = nameField(fields, 'column');
  const change = `${alter(fields)} ALTER COLUMN ${column}`;
  const type = textField(fields, 'type');
  const value = textField(fields, 'default');
  const check = objectField(fields, 'check');
  const unique = objectField(fields, 'unique');
  const references = objectField(fields, 'references');
  const comment = fields.comment === null ? 'NULL' : textField(fields, 'comment');
  const name = textField(fields, 'name');
  return [
    ...(type === undefined ? [] : [`${change} TYPE ${type}`]),
    ...(fields.default === null ? [`${change} DROP DEFAULT`] : value === undefined ? [] : [`${change} SET DEFAULT ${value}`]),
    ...(typeof fields.nullable === 'boolean' ? [`${change} ${fields.nullable ? 'DROP' : 'SET'} NOT NULL`] : []),
    ...(check === undefined ? [] : [`${alter(fields)} ADD ${checkSql(check)}`]),
    ...(unique === undefined ? [] : [`${alter(fields)} ADD CONSTRAINT ${nameField(unique, 'name')} UNIQUE (${column})`]),
    ...(references === undefined
      ? []
      : [`${alter(fields)} ADD CONSTRAINT ${nameField(references, 'name')} FOREIGN KEY (${column}) ${referenceSql(references)}`]),
    ...(comment === undefined
      ? []
      : [`COMMENT ON COLUMN ${nameField(fields, 'table')}.${column} IS ${comment === 'NULL' ? comment : literal(comment)}`]),
    ...(name === undefined ? [] : [`${alter(fields)} RENAME COLUMN ${column} TO ${quotedName(name)}`]),
  ];
}

/** Columns are a list of names or of objects. Older files have an object by name. */
function createIndex(fields: OperationFields): readonly string[] {
  const listed = listField(fields, 'columns');
  const named = Object.entries(objectField(fields, 'columns') ?? {}).map(([column, settings]) => ({
    column,
    ...(isFields(settings) ? settings : {}),
  }));
  const elements = [...listed, ...named].map((element) => (isFields(element) ? elementSql(element) : quotedName(String(element))));
  const method = textField(fields, 'method');
  const storage = textField(fields, 'storage_parameters');
  const predicate = textField(fields, 'predicate');
  return [
    [
      `CREATE ${isTrue(fields, 'unique') ? 'UNIQUE ' : ''}INDEX ${nameField(fields, 'name')} ON ${nameField(fields, 'table')}`,
      `${method === undefined ? '' : ` USING ${method}`} (${elements.join(', ')})`,
      storage === undefined ? '' : ` WITH (${storage})`,
      predicate === undefined ? '' : ` WHERE ${predicate}`,
    ].join(''),
  ];
}

function elementSql(element: OperationFields): string {
  const clause = (key: string): string => {
    const written = textField(element, key);
    return written === undefined ? '' : ` ${written}`;
  };
  const collation = textField(element, 'collate');
  const operators = textField(objectField(element, 'opclass') ?? {}, 'name');
  return [
    nameField(element, 'column'),
    collation === undefined ? '' : ` COLLATE ${quotedName(collation)}`,
    operators === undefined ? '' : ` ${operators}`,
    clause('sort'),
    textField(element, 'nulls') === undefined ? '' : ` NULLS${clause('nulls')}`,
  ].join('');
}

function dropConstraint(fields: OperationFields): readonly string[] {
  return [`${alter(fields)} DROP CONSTRAINT ${nameField(fields, 'name')}`];
}

function comments(table: string, columns: readonly OperationFields[]): readonly string[] {
  return columns.flatMap((column) => {
    const comment = textField(column, 'comment');
    return comment === undefined ? [] : [`COMMENT ON COLUMN ${table}.${nameField(column, 'name')} IS ${literal(comment)}`];
  });
}

function alter(fields: OperationFields): string {
  return `ALTER TABLE ${nameField(fields, 'table')}`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
