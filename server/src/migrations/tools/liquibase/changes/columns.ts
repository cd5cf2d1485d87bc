import {
  type ColumnElement,
  columnElements,
  columnType,
  constraintName,
  defaultClause,
  detail,
  identityClause,
  notNull,
  says,
  target,
} from '../columns';
import { nextValue, valueIn } from '../defaults';
import { nameSql, stringSql } from '../names';
import { attributeOf, flagOf, textAttribute } from '../tree';
import { typeSql } from '../types';
import { type ChangeType, phrase, type Wording } from './changeType';

export const columnChanges: Readonly<Record<string, ChangeType>> = {
  addColumn: {
    needs: ['tableName', 'columns'],
    up: addColumn,
    down: (change) => columnElements(change.element).map((column) => dropColumn(change, column.name)),
  },
  dropColumn: {
    needs: ['tableName'],
    up: (change) => {
      const listed = columnElements(change.element).map(({ name }) => name);
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
      const type = typeSql(change.text('newDataType')!, change.quoting);
      return [`ALTER TABLE ${change.table()} ALTER COLUMN ${change.column()} TYPE ${type} USING (${change.column()}::${type})`];
    },
  },
  setColumnRemarks: {
    needs: ['tableName', 'columnName', 'remarks'],
    up: (change) => [`COMMENT ON COLUMN ${change.table()}.${change.column()} IS ${stringSql(change.text('remarks')!)}`],
  },
  addAutoIncrement: { needs: ['tableName', 'columnName'], up: addAutoIncrement },
  mergeColumns: {
    needs: ['tableName', 'column1Name', 'column2Name', 'finalColumnName', 'finalColumnType'],
    up: (change) => [
      `ALTER TABLE ${change.table()} ADD ${change.name('finalColumnName')} ${typeSql(change.text('finalColumnType')!, change.quoting)}`,
      `UPDATE ${change.table()} SET ${change.name('finalColumnName')} = ${change.name('column1Name')} || ${stringSql(attributeOf(change.element, 'joinString')?.text ?? '')} || ${change.name('column2Name')}`,
      ...['column1Name', 'column2Name'].map((name) => dropColumn(change, change.text(name)!)),
    ],
  },
};

function dropColumn(change: Wording, column: string): string {
  return `ALTER TABLE ${change.table()} DROP COLUMN ${nameSql(column, change.quoting)}`;
}

/** First the columns with their keys, then the values of existing rows, then the NOT NULL that needs these values (AddColumnChange). */
function addColumn(change: Wording): readonly string[] {
  const added = columnElements(change.element);
  const { quoting } = change;
  const table = change.table();
  const filled = (column: ColumnElement): string | undefined => valueIn(column.element, quoting);
  return [
    ...added.flatMap((column) => [columnAdded(column, change), ...keys(column, change)]),
    ...added.flatMap((column) => {
      const value = filled(column);
      return value === undefined ? [] : [`UPDATE ${table} SET ${nameSql(column.name, quoting)} = ${value}`];
    }),
    ...added.flatMap((column) =>
      filled(column) === undefined || notNull(column, quoting) === undefined
        ? []
        : [`ALTER TABLE ${table} ALTER COLUMN ${nameSql(column.name, quoting)} SET NOT NULL`],
    ),
    ...added.flatMap(({ name, element }) => {
      const remark = textAttribute(element, 'remarks');
      return remark === undefined ? [] : [`COMMENT ON COLUMN ${table}.${nameSql(name, quoting)} IS ${stringSql(remark)}`];
    }),
  ];
}

function columnAdded(column: ColumnElement, { quoting, table }: Wording): string {
  return phrase(
    `ALTER TABLE ${table()} ADD ${nameSql(column.name, quoting)}`,
    columnType(column, quoting),
    flagOf(column.element, 'autoIncrement') === true && identityClause(column),
    defaultClause(column, quoting),
    valueIn(column.element, quoting) === undefined && notNull(column, quoting),
    says(column, 'primaryKey') && 'PRIMARY KEY',
  );
}

function keys(column: ColumnElement, { quoting, table }: Wording): readonly string[] {
  const name = nameSql(column.name, quoting);
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

/** A sequence owned by the column, as `serial` makes it. Liquibase does not use an identity here (AddAutoIncrementChange). */
function addAutoIncrement(change: Wording): readonly string[] {
  const plain = `${change.text('tableName')}_${change.text('columnName')}_seq`;
  const isQuoted = change.name('tableName').startsWith('"') || change.column().startsWith('"');
  const sequence = isQuoted ? plain : plain.toLowerCase();
  const schema = change.text('schemaName');
  const owned =
    schema === undefined ? nameSql(sequence, change.quoting) : `${nameSql(schema, change.quoting)}.${nameSql(sequence, change.quoting)}`;
  const [by, start] = [change.text('incrementBy'), change.text('startWith')];
  return [
    phrase(`CREATE SEQUENCE IF NOT EXISTS ${owned}`, start && `START WITH ${start}`, by && `INCREMENT BY ${by}`),
    `ALTER TABLE ${change.table()} ALTER COLUMN ${change.column()} SET NOT NULL`,
    `ALTER TABLE ${change.table()} ALTER COLUMN ${change.column()} SET DEFAULT ${nextValue(sequence, schema, change.quoting)}`,
    `ALTER SEQUENCE ${owned} OWNED BY ${change.table()}.${change.column()}`,
  ];
}
