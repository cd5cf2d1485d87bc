import { type Column, columnsOf, constraintName, defaultClause, detail, identity, notNull, says, target, typeOf } from '../columns';
import { nextValue, valueIn } from '../defaults';
import { identifier, quoted } from '../names';
import { attributeOf, flagOf, textOf } from '../tree';
import { dataType } from '../types';
import { type ChangeType, phrase, type Wording } from './changeType';

export const columns: Readonly<Record<string, ChangeType>> = {
  addColumn: {
    needs: ['tableName', 'columns'],
    up: addColumn,
    down: (change) => columnsOf(change.element).map((column) => dropColumn(change, column.name)),
  },
  dropColumn: {
    needs: ['tableName'],
    up: (change) => {
      const listed = columnsOf(change.element).map(({ name }) => name);
      return (listed.length > 0 ? listed : [change.text('columnName') ?? '']).map((name) => dropColumn(change, name));
    },
  },
  renameColumn: {
    needs: ['tableName', 'oldColumnName', 'newColumnName'],
    up: (change) => [`ALTER TABLE ${change.table()} RENAME COLUMN ${change.name('oldColumnName')} TO ${change.name('newColumnName')}`],
    down: (change) => [`ALTER TABLE ${change.table()} RENAME COLUMN ${change.name('newColumnName')} TO ${change.name('oldColumnName')}`],
  },
  modifyDataType: {
    needs: ['tableName', 'columnName', 'newDataType'],
    up: (change) => {
      const type = dataType(change.text('newDataType')!).sql;
      return [`ALTER TABLE ${change.table()} ALTER COLUMN ${change.column()} TYPE ${type} USING (${change.column()}::${type})`];
    },
  },
  setColumnRemarks: {
    needs: ['tableName', 'columnName', 'remarks'],
    up: (change) => [`COMMENT ON COLUMN ${change.table()}.${change.column()} IS ${quoted(change.text('remarks')!)}`],
  },
  addAutoIncrement: { needs: ['tableName', 'columnName'], up: addAutoIncrement },
  mergeColumns: {
    needs: ['tableName', 'column1Name', 'column2Name', 'finalColumnName', 'finalColumnType'],
    up: (change) => [
      `ALTER TABLE ${change.table()} ADD ${change.name('finalColumnName')} ${dataType(change.text('finalColumnType')!).sql}`,
      `UPDATE ${change.table()} SET ${change.name('finalColumnName')} = ${change.name('column1Name')} || ${quoted(attributeOf(change.element, 'joinString')?.text ?? '')} || ${change.name('column2Name')}`,
      ...['column1Name', 'column2Name'].map((name) => dropColumn(change, change.text(name)!)),
    ],
  },
};

function dropColumn(change: Wording, column: string): string {
  return `ALTER TABLE ${change.table()} DROP COLUMN ${identifier(column, change.quoting)}`;
}

/** The columns with their keys first, then the rows that get a value, then what only holds with these values (AddColumnChange). */
function addColumn(change: Wording): readonly string[] {
  const added = columnsOf(change.element);
  const { quoting } = change;
  const table = change.table();
  const filled = (column: Column): string | undefined => valueIn(column.element, quoting);
  return [
    ...added.flatMap((column) => [columnAdded(column, change), ...keys(column, change)]),
    ...added.flatMap((column) => {
      const value = filled(column);
      return value === undefined ? [] : [`UPDATE ${table} SET ${identifier(column.name, quoting)} = ${value}`];
    }),
    ...added.flatMap((column) =>
      filled(column) === undefined || notNull(column, quoting) === undefined
        ? []
        : [`ALTER TABLE ${table} ALTER COLUMN ${identifier(column.name, quoting)} SET NOT NULL`],
    ),
    ...added.flatMap(({ name, element }) => {
      const remark = textOf(element, 'remarks');
      return remark === undefined ? [] : [`COMMENT ON COLUMN ${table}.${identifier(name, quoting)} IS ${quoted(remark)}`];
    }),
  ];
}

function columnAdded(column: Column, { quoting, table }: Wording): string {
  return phrase(
    `ALTER TABLE ${table()} ADD ${identifier(column.name, quoting)}`,
    typeOf(column),
    flagOf(column.element, 'autoIncrement') === true && identity(column),
    defaultClause(column, quoting),
    valueIn(column.element, quoting) === undefined && notNull(column, quoting),
    says(column, 'primaryKey') && 'PRIMARY KEY',
  );
}

function keys(column: Column, { quoting, table }: Wording): readonly string[] {
  const name = identifier(column.name, quoting);
  const to = target(column, quoting);
  const unique = constraintName(detail(column, 'uniqueConstraintName'), quoting);
  const foreign = constraintName(detail(column, 'foreignKeyName'), quoting);
  const isUnchecked = column.constraints !== undefined && flagOf(column.constraints, 'validateForeignKey') === false;
  return [
    ...(says(column, 'unique') ? [phrase(`ALTER TABLE ${table()} ADD`, unique, `UNIQUE (${name})`)] : []),
    ...(to === undefined
      ? []
      : [
          phrase(
            `ALTER TABLE ${table()} ADD`,
            foreign,
            `FOREIGN KEY (${name}) REFERENCES ${to}`,
            says(column, 'deleteCascade') && 'ON DELETE CASCADE',
            isUnchecked && 'NOT VALID',
          ),
        ]),
  ];
}

/** A sequence of its own, as `serial` would make it; PostgreSQL's identity is not used here (AddAutoIncrementChange). */
function addAutoIncrement(change: Wording): readonly string[] {
  const plain = `${change.text('tableName')}_${change.text('columnName')}_seq`;
  const isQuoted = change.name('tableName').startsWith('"') || change.column().startsWith('"');
  const sequence = isQuoted ? plain : plain.toLowerCase();
  const schema = change.text('schemaName');
  const owned =
    schema === undefined
      ? identifier(sequence, change.quoting)
      : `${identifier(schema, change.quoting)}.${identifier(sequence, change.quoting)}`;
  const [by, start] = [change.text('incrementBy'), change.text('startWith')];
  return [
    phrase(`CREATE SEQUENCE IF NOT EXISTS ${owned}`, start && `START WITH ${start}`, by && `INCREMENT BY ${by}`),
    `ALTER TABLE ${change.table()} ALTER COLUMN ${change.column()} SET NOT NULL`,
    `ALTER TABLE ${change.table()} ALTER COLUMN ${change.column()} SET DEFAULT ${nextValue(sequence, schema, change.quoting)}`,
    `ALTER SEQUENCE ${owned} OWNED BY ${change.table()}.${change.column()}`,
  ];
}
