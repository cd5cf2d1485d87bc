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
import { nameSql, primaryKeyName, type Quoting, stringSql } from '../names';
import { flagOf, textAttribute } from '../tree';
import { dataType } from '../types';
import { type ChangeType, phrase, type Wording } from './changeType';

export const tableChanges: Readonly<Record<string, ChangeType>> = {
  createTable: {
    needs: ['tableName', 'columns'],
    up: (change) => [createTable(change), ...remarks(change)],
    down: (change) => [`DROP TABLE ${change.table()}`],
  },
  dropTable: {
    needs: ['tableName'],
    up: (change) => [phrase(`DROP TABLE ${change.table()}`, change.flag('cascadeConstraints') && 'CASCADE')],
  },
  renameTable: {
    needs: ['oldTableName', 'newTableName'],
    up: (change) => [`ALTER TABLE ${change.object('oldTableName')} RENAME TO ${change.name('newTableName')}`],
    down: (change) => [`ALTER TABLE ${change.object('newTableName')} RENAME TO ${change.name('oldTableName')}`],
  },
  setTableRemarks: {
    needs: ['tableName', 'remarks'],
    up: (change) => [`COMMENT ON TABLE ${change.table()} IS ${stringSql(change.text('remarks')!)}`],
  },
  addLookupTable: {
    needs: ['existingTableName', 'existingColumnName', 'newTableName', 'newColumnName'],
    up: addLookupTable,
    down: (change) => [
      `ALTER TABLE ${change.object('existingTableName', 'existingTableSchemaName')} DROP CONSTRAINT ${lookupConstraint(change)}`,
      `DROP TABLE ${change.object('newTableName', 'newTableSchemaName')}`,
    ],
  },
};

function createTable(change: Wording): string {
  const { quoting } = change;
  const columns = columnElements(change.element);
  const items = [
    ...columns.map((column) => definition(column, quoting)),
    ...primaryKey(columns, change),
    ...columns.flatMap((column) => foreignKey(column, quoting)),
    ...uniques(columns, quoting),
  ];
  const partition = change.text('partitionBy');
  const tablespace = change.text('tablespace');
  return phrase(
    'CREATE',
    change.text('tableType')?.toUpperCase(),
    'TABLE',
    change.flag('ifNotExists') && 'IF NOT EXISTS',
    `${change.table()} (${items.join(', ')})`,
    partition && `PARTITION BY ${partition}`,
    tablespace && `TABLESPACE ${tablespace}`,
  );
}

function definition(column: ColumnElement, quoting: Quoting): string {
  const type = textAttribute(column.element, 'type');
  const isIdentity = flagOf(column.element, 'autoIncrement') === true || (type !== undefined && dataType(type).isSerial);
  return phrase(
    nameSql(column.name, quoting),
    columnType(column, quoting),
    defaultClause(column, quoting),
    isIdentity && identityClause(column),
    notNull(column, quoting) ?? (says(column, 'primaryKey') && 'NOT NULL'),
  );
}

function primaryKey(columns: readonly ColumnElement[], { quoting, text }: Wording): readonly string[] {
  const keys = columns.filter((column) => says(column, 'primaryKey'));
  if (keys.length === 0) return [];
  const given = keys.map((column) => detail(column, 'primaryKeyName')).find((name) => name !== undefined);
  const name = nameSql(given ?? primaryKeyName(text('tableName') ?? ''), quoting);
  const tablespace = detail(keys[0]!, 'primaryKeyTablespace');
  return [
    phrase(
      `CONSTRAINT ${name} PRIMARY KEY (${keys.map((column) => nameSql(column.name, quoting)).join(', ')})`,
      tablespace && `USING INDEX TABLESPACE ${tablespace}`,
      keys.some((column) => says(column, 'initiallyDeferred')) && 'INITIALLY DEFERRED',
      keys.some((column) => says(column, 'deferrable')) && 'DEFERRABLE',
    ),
  ];
}

function foreignKey(column: ColumnElement, quoting: Quoting): readonly string[] {
  // Liquibase passes `references` on as written, without the quotes that mixed-case names get elsewhere.
  const to = detail(column, 'references') ?? target(column, quoting);
  if (to === undefined) return [];
  return [
    phrase(
      constraintName(detail(column, 'foreignKeyName'), quoting),
      `FOREIGN KEY (${nameSql(column.name, quoting)}) REFERENCES ${to}`,
      says(column, 'deleteCascade') && 'ON DELETE CASCADE',
      says(column, 'initiallyDeferred') && 'INITIALLY DEFERRED',
      says(column, 'deferrable') && 'DEFERRABLE',
    ),
  ];
}

/** Columns with the same constraint name form one constraint. Constraints without a name come first. */
function uniques(columns: readonly ColumnElement[], quoting: Quoting): readonly string[] {
  const unique = columns.filter((column) => says(column, 'unique'));
  const nameOf = (column: ColumnElement): string | undefined => detail(column, 'uniqueConstraintName');
  const names = [...new Set(unique.flatMap((column) => nameOf(column) ?? []))];
  const one = (name: string | undefined, of: readonly ColumnElement[]): string =>
    phrase(constraintName(name, quoting), `UNIQUE (${of.map((column) => nameSql(column.name, quoting)).join(', ')})`);
  return [
    ...unique.filter((column) => nameOf(column) === undefined).map((column) => one(undefined, [column])),
    ...names.map((name) =>
      one(
        name,
        unique.filter((column) => nameOf(column) === name),
      ),
    ),
  ];
}

function remarks(change: Wording): readonly string[] {
  const own = change.text('remarks');
  return [
    ...(own === undefined ? [] : [`COMMENT ON TABLE ${change.table()} IS ${stringSql(own)}`]),
    ...columnElements(change.element).flatMap(({ name, element }) => {
      const remark = textAttribute(element, 'remarks');
      return remark === undefined ? [] : [`COMMENT ON COLUMN ${change.table()}.${nameSql(name, change.quoting)} IS ${stringSql(remark)}`];
    }),
  ];
}

function addLookupTable(change: Wording): readonly string[] {
  const existing = change.object('existingTableName', 'existingTableSchemaName');
  const lookup = change.object('newTableName', 'newTableSchemaName');
  const from = change.name('existingColumnName');
  const key = change.name('newColumnName');
  return [
    `CREATE TABLE ${lookup} AS SELECT DISTINCT ${from} AS ${key} FROM ${existing} WHERE ${from} IS NOT NULL`,
    `ALTER TABLE ${lookup} ALTER COLUMN ${key} SET NOT NULL`,
    `ALTER TABLE ${lookup} ADD PRIMARY KEY (${key})`,
    `ALTER TABLE ${existing} ADD CONSTRAINT ${lookupConstraint(change)} FOREIGN KEY (${from}) REFERENCES ${lookup} (${key})`,
  ];
}

/** AddLookupTableChange.getFinalConstraintName. */
function lookupConstraint(change: Wording): string {
  const given = change.text('constraintName');
  return nameSql(given ?? `FK_${change.text('existingTableName')}_${change.text('newTableName')}`.toUpperCase(), change.quoting);
}
