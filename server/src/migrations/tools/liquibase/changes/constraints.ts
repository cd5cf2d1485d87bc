import { defaultSql, nextValue } from '../defaults';
import { namesSql, stringSql } from '../names';
import { flagOf } from '../tree';
import { type ChangeType, phrase, type Wording } from './changeType';

export const constraintChanges: Readonly<Record<string, ChangeType>> = {
  addNotNullConstraint: {
    needs: ['tableName', 'columnName'],
    up: (change) => {
      const value = change.text('defaultNullValue');
      const filled = `UPDATE ${change.table()} SET ${change.column()} = ${stringSql(value ?? '')} WHERE ${change.column()} IS NULL`;
      return [...(value === undefined ? [] : [filled]), alterColumn(change, 'SET NOT NULL')];
    },
    down: (change) => [alterColumn(change, 'DROP NOT NULL')],
  },
  dropNotNullConstraint: {
    needs: ['tableName', 'columnName'],
    up: (change) => [alterColumn(change, 'DROP NOT NULL')],
    down: (change) => [alterColumn(change, 'SET NOT NULL')],
  },
  addDefaultValue: {
    needs: ['tableName', 'columnName'],
    up: addDefaultValue,
    down: (change) => [alterColumn(change, 'DROP DEFAULT')],
  },
  dropDefaultValue: { needs: ['tableName', 'columnName'], up: (change) => [alterColumn(change, 'DROP DEFAULT')] },
  addPrimaryKey: {
    needs: ['tableName', 'columnNames'],
    up: (change) => {
      const tablespace = change.text('tablespace');
      const key = phrase(`PRIMARY KEY (${change.names('columnNames')})`, tablespace && `USING INDEX TABLESPACE ${tablespace}`);
      return [phrase(`ALTER TABLE ${change.table()} ADD`, constraint(change), key)];
    },
    down: dropPrimaryKey,
  },
  dropPrimaryKey: { needs: ['tableName'], up: dropPrimaryKey },
  addUniqueConstraint: {
    needs: ['tableName', 'columnNames'],
    up: (change) => {
      const tablespace = change.text('tablespace');
      const key = phrase(`UNIQUE (${change.names('columnNames')})`, tablespace && `USING INDEX TABLESPACE ${tablespace}`);
      return [phrase(`ALTER TABLE ${change.table()} ADD`, constraint(change), key)];
    },
    down: (change) => (change.text('constraintName') === undefined ? [] : [dropConstraint(change)]),
  },
  dropUniqueConstraint: { needs: ['tableName', 'constraintName'], up: (change) => [dropConstraint(change)] },
  addForeignKeyConstraint: {
    needs: ['baseTableName', 'baseColumnNames', 'referencedTableName', 'referencedColumnNames', 'constraintName'],
    up: (change) => [addForeignKey(change)],
    down: (change) => [dropForeignKey(change)],
  },
  dropForeignKeyConstraint: { needs: ['baseTableName', 'constraintName'], up: (change) => [dropForeignKey(change)] },
  dropAllForeignKeyConstraints: {
    needs: ['baseTableName'],
    up: (change) => [dropEach(change.object('baseTableName', 'baseTableSchemaName'), 'f')],
  },
  addCheckConstraint: {
    needs: ['tableName', 'constraintBody'],
    up: (change) => [phrase(`ALTER TABLE ${change.table()} ADD`, constraint(change), `CHECK (${change.text('constraintBody')})`)],
    down: (change) => (change.text('constraintName') === undefined ? [] : [dropConstraint(change)]),
  },
  dropCheckConstraint: { needs: ['tableName', 'constraintName'], up: (change) => [dropConstraint(change)] },
};

function alterColumn(change: Wording, action: string): string {
  return `ALTER TABLE ${change.table()} ALTER COLUMN ${change.column()} ${action}`;
}

function constraint(change: Wording): string | undefined {
  return change.text('constraintName') === undefined ? undefined : `CONSTRAINT ${change.name('constraintName')}`;
}

function dropConstraint(change: Wording): string {
  return `ALTER TABLE ${change.table()} DROP CONSTRAINT ${change.name('constraintName')}`;
}

/** A sequence in the default becomes owned by the column (AddDefaultValueGeneratorPostgres). */
function addDefaultValue(change: Wording): readonly string[] {
  const set = alterColumn(change, `SET DEFAULT ${defaultSql(change.element, undefined, change.quoting) ?? 'NULL'}`);
  const sequence = change.text('defaultValueSequenceNext');
  if (sequence === undefined) return [set];
  const name = /^nextval\('(.*)'\)$/.exec(nextValue(sequence, change.text('schemaName'), change.quoting))![1]!;
  return [set, `ALTER SEQUENCE ${name} OWNED BY ${change.table()}.${change.column()}`];
}

/** Liquibase looks an omitted name up in the catalog at run time. */
function dropPrimaryKey(change: Wording): readonly string[] {
  return [change.text('constraintName') === undefined ? dropEach(change.table(), 'p') : dropConstraint(change)];
}

/** Drops all constraints of one kind, found in the catalog (manual, 52.13: contype). */
function dropEach(table: string, kind: 'f' | 'p'): string {
  return [
    'DO $$ DECLARE found record; BEGIN',
    `FOR found IN SELECT conname FROM pg_constraint WHERE conrelid = ${stringSql(table)}::regclass AND contype = '${kind}' LOOP`,
    `EXECUTE format('ALTER TABLE ${table.replaceAll("'", "''")} DROP CONSTRAINT %I', found.conname);`,
    'END LOOP; END $$',
  ].join(' ');
}

function addForeignKey(change: Wording): string {
  const [onUpdate, onDelete] = [change.text('onUpdate'), change.text('onDelete')];
  return phrase(
    `ALTER TABLE ${change.object('baseTableName', 'baseTableSchemaName')} ADD`,
    constraint(change),
    `FOREIGN KEY (${namesSql(change.text('baseColumnNames')!, change.quoting)})`,
    `REFERENCES ${change.object('referencedTableName', 'referencedTableSchemaName')} (${change.names('referencedColumnNames')})`,
    onUpdate && `ON UPDATE ${onUpdate}`,
    onDelete === undefined ? change.flag('deleteCascade') && 'ON DELETE CASCADE' : `ON DELETE ${onDelete}`,
    change.flag('deferrable') && 'DEFERRABLE',
    change.flag('initiallyDeferred') && 'INITIALLY DEFERRED',
    flagOf(change.element, 'validate') === false && 'NOT VALID',
  );
}

function dropForeignKey(change: Wording): string {
  return `ALTER TABLE ${change.object('baseTableName', 'baseTableSchemaName')} DROP CONSTRAINT ${change.name('constraintName')}`;
}
