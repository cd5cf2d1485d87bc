import { checkSql, columnSql, constraintSql, referenceSql } from './columns';
import { type Fields, fieldsOf, identifier, isFields, isTrue, listOf, quoted, textOf } from './fields';

/**
 * What an operation has done once its migration is complete, as SQL. pgroll gets there by other ways, with columns beside the old
 * ones and triggers between them, and leaves nothing of these behind. Undefined: nobody here knows the operation.
 */
export function operationSql(name: string, fields: Fields): readonly string[] | undefined {
  return Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name]!(fields) : undefined;
}

const OPERATIONS: Readonly<Record<string, (fields: Fields) => readonly string[]>> = {
  create_table: createTable,
  rename_table: (fields) => [`ALTER TABLE ${identifier(fields, 'from')} RENAME TO ${identifier(fields, 'to')}`],
  drop_table: (fields) => [`DROP TABLE ${identifier(fields, 'name')}`],
  add_column(fields) {
    const column = fieldsOf(fields, 'column') ?? {};
    return [`${alter(fields)} ADD COLUMN ${columnSql(column)}`, ...comments(identifier(fields, 'table'), [column])];
  },
  drop_column: (fields) => [`${alter(fields)} DROP COLUMN ${identifier(fields, 'column')}`],
  rename_column: (fields) => [`${alter(fields)} RENAME COLUMN ${identifier(fields, 'from')} TO ${identifier(fields, 'to')}`],
  alter_column: alterColumn,
  create_index: createIndex,
  drop_index: (fields) => [`DROP INDEX ${identifier(fields, 'name')}`],
  create_constraint: (fields) => [`${alter(fields)} ADD ${constraintSql(fields)}`],
  drop_constraint: dropConstraint,
  drop_multicolumn_constraint: dropConstraint,
  rename_constraint: (fields) => [`${alter(fields)} RENAME CONSTRAINT ${identifier(fields, 'from')} TO ${identifier(fields, 'to')}`],
  set_replica_identity: () => [],
};

function createTable(fields: Fields): readonly string[] {
  const table = identifier(fields, 'name');
  const columns = listOf(fields, 'columns').filter(isFields);
  // Several columns may say that they are the key.
  const keys = columns.filter((column) => isTrue(column, 'pk'));
  const parts = columns.map((column) => columnSql(keys.length > 1 ? { ...column, pk: false } : column));
  const key = keys.length > 1 ? [`PRIMARY KEY (${keys.map((column) => identifier(column, 'name')).join(', ')})`] : [];
  const constraints = listOf(fields, 'constraints').filter(isFields).map(constraintSql);
  const comment = textOf(fields, 'comment');
  return [
    `CREATE TABLE ${table} (\n  ${[...parts, ...key, ...constraints].join(',\n  ')}\n)`,
    ...(comment === undefined ? [] : [`COMMENT ON TABLE ${table} IS ${literal(comment)}`]),
    ...comments(table, columns),
  ];
}

/** Whatever is said of the column changes; a new name comes last. */
function alterColumn(fields: Fields): readonly string[] {
  const column = identifier(fields, 'column');
  const change = `${alter(fields)} ALTER COLUMN ${column}`;
  const type = textOf(fields, 'type');
  const value = textOf(fields, 'default');
  const check = fieldsOf(fields, 'check');
  const unique = fieldsOf(fields, 'unique');
  const references = fieldsOf(fields, 'references');
  const comment = fields.comment === null ? 'NULL' : textOf(fields, 'comment');
  const name = textOf(fields, 'name');
  return [
    ...(type === undefined ? [] : [`${change} TYPE ${type}`]),
    ...(fields.default === null ? [`${change} DROP DEFAULT`] : value === undefined ? [] : [`${change} SET DEFAULT ${value}`]),
    ...(typeof fields.nullable === 'boolean' ? [`${change} ${fields.nullable ? 'DROP' : 'SET'} NOT NULL`] : []),
    ...(check === undefined ? [] : [`${alter(fields)} ADD ${checkSql(check)}`]),
    ...(unique === undefined ? [] : [`${alter(fields)} ADD CONSTRAINT ${identifier(unique, 'name')} UNIQUE (${column})`]),
    ...(references === undefined
      ? []
      : [`${alter(fields)} ADD CONSTRAINT ${identifier(references, 'name')} FOREIGN KEY (${column}) ${referenceSql(references)}`]),
    ...(comment === undefined
      ? []
      : [`COMMENT ON COLUMN ${identifier(fields, 'table')}.${column} IS ${comment === 'NULL' ? comment : literal(comment)}`]),
    ...(name === undefined ? [] : [`${alter(fields)} RENAME COLUMN ${column} TO ${quoted(name)}`]),
  ];
}

/** Columns are a list of names or of objects, or, in older files, an object by name. */
function createIndex(fields: Fields): readonly string[] {
  const listed = listOf(fields, 'columns');
  const named = Object.entries(fieldsOf(fields, 'columns') ?? {}).map(([column, settings]) => ({
    column,
    ...(isFields(settings) ? settings : {}),
  }));
  const elements = [...listed, ...named].map((element) => (isFields(element) ? elementSql(element) : quoted(String(element))));
  const method = textOf(fields, 'method');
  const storage = textOf(fields, 'storage_parameters');
  const predicate = textOf(fields, 'predicate');
  return [
    [
      `CREATE ${isTrue(fields, 'unique') ? 'UNIQUE ' : ''}INDEX ${identifier(fields, 'name')} ON ${identifier(fields, 'table')}`,
      `${method === undefined ? '' : ` USING ${method}`} (${elements.join(', ')})`,
      storage === undefined ? '' : ` WITH (${storage})`,
      predicate === undefined ? '' : ` WHERE ${predicate}`,
    ].join(''),
  ];
}

function elementSql(element: Fields): string {
  const clause = (key: string): string => {
    const written = textOf(element, key);
    return written === undefined ? '' : ` ${written}`;
  };
  const collation = textOf(element, 'collate');
  const operators = textOf(fieldsOf(element, 'opclass') ?? {}, 'name');
  return [
    identifier(element, 'column'),
    collation === undefined ? '' : ` COLLATE ${quoted(collation)}`,
    operators === undefined ? '' : ` ${operators}`,
    clause('sort'),
    textOf(element, 'nulls') === undefined ? '' : ` NULLS${clause('nulls')}`,
  ].join('');
}

function dropConstraint(fields: Fields): readonly string[] {
  return [`${alter(fields)} DROP CONSTRAINT ${identifier(fields, 'name')}`];
}

function comments(table: string, columns: readonly Fields[]): readonly string[] {
  return columns.flatMap((column) => {
    const comment = textOf(column, 'comment');
    return comment === undefined ? [] : [`COMMENT ON COLUMN ${table}.${identifier(column, 'name')} IS ${literal(comment)}`];
  });
}

function alter(fields: Fields): string {
  return `ALTER TABLE ${identifier(fields, 'table')}`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
