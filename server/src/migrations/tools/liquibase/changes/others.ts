import { columnElements } from '../columns';
import { valueIn } from '../defaults';
import { nameSql, stringSql } from '../names';
import { flagOf } from '../tree';
import { type ChangeType, phrase, type Wording } from './changeType';

export const indexChanges: Readonly<Record<string, ChangeType>> = {
  createIndex: {
    needs: ['tableName', 'columns'],
    up: createIndex,
    down: (change) => (change.text('indexName') === undefined || ownedByConstraint(change) ? [] : [dropIndex(change)]),
  },
  dropIndex: { needs: ['indexName'], up: (change) => (ownedByConstraint(change) ? [] : [dropIndex(change)]) },
};

export const sequenceChanges: Readonly<Record<string, ChangeType>> = {
  createSequence: {
    needs: ['sequenceName'],
    up: (change) => [phrase('CREATE SEQUENCE IF NOT EXISTS', change.object('sequenceName'), sequenceOptions(change))],
    down: (change) => [dropSequence(change)],
  },
  alterSequence: {
    needs: ['sequenceName'],
    up: (change) => [phrase('ALTER SEQUENCE', change.object('sequenceName'), sequenceOptions(change))],
  },
  dropSequence: { needs: ['sequenceName'], up: (change) => [dropSequence(change)] },
  renameSequence: {
    needs: ['oldSequenceName', 'newSequenceName'],
    up: (change) => [`ALTER SEQUENCE ${change.object('oldSequenceName')} RENAME TO ${change.name('newSequenceName')}`],
    down: (change) => [`ALTER SEQUENCE ${change.object('newSequenceName')} RENAME TO ${change.name('oldSequenceName')}`],
  },
};

/** Drops and renames of views, routines and triggers. The changelog contains the SQL that creates them. */
export const programChanges: Readonly<Record<string, ChangeType>> = {
  dropView: {
    needs: ['viewName'],
    up: (change) => [phrase('DROP VIEW', change.flag('ifExists') && 'IF EXISTS', change.object('viewName'))],
  },
  renameView: {
    needs: ['oldViewName', 'newViewName'],
    up: (change) => [`ALTER TABLE ${change.object('oldViewName')} RENAME TO ${change.name('newViewName')}`],
    down: (change) => [`ALTER TABLE ${change.object('newViewName')} RENAME TO ${change.name('oldViewName')}`],
  },
  setViewRemarks: {
    needs: ['viewName', 'remarks'],
    up: (change) => [`COMMENT ON VIEW ${change.object('viewName')} IS ${stringSql(change.text('remarks')!)}`],
  },
  dropProcedure: { needs: ['procedureName'], up: (change) => [`DROP PROCEDURE ${change.object('procedureName')}`] },
  dropFunction: { needs: ['functionName'], up: (change) => [`DROP FUNCTION ${change.object('functionName')}`] },
  dropTrigger: {
    needs: ['triggerName', 'tableName'],
    up: (change) => [`DROP TRIGGER ${change.name('triggerName')} ON ${change.table()}`],
  },
  renameTrigger: {
    needs: ['oldTriggerName', 'newTriggerName', 'tableName'],
    up: (change) => [`ALTER TRIGGER ${change.name('oldTriggerName')} ON ${change.table()} RENAME TO ${change.name('newTriggerName')}`],
  },
  enableTrigger: {
    needs: ['triggerName', 'tableName'],
    up: (change) => [`ALTER TABLE ${change.table()} ENABLE TRIGGER ${change.name('triggerName')}`],
  },
  disableTrigger: {
    needs: ['triggerName', 'tableName'],
    up: (change) => [`ALTER TABLE ${change.table()} DISABLE TRIGGER ${change.name('triggerName')}`],
  },
};

export const rowChanges: Readonly<Record<string, ChangeType>> = {
  insert: {
    needs: ['tableName', 'columns'],
    up: (change) => {
      const filled = columnElements(change.element).map(({ name, element }) => [
        nameSql(name, change.quoting),
        valueIn(element, change.quoting) ?? 'NULL',
      ]);
      return [
        `INSERT INTO ${change.table()} (${filled.map(([name]) => name).join(', ')}) VALUES (${filled.map(([, value]) => value).join(', ')})`,
      ];
    },
  },
  update: {
    needs: ['tableName', 'columns'],
    up: (change) => {
      const filled = columnElements(change.element).map(
        ({ name, element }) => `${nameSql(name, change.quoting)} = ${valueIn(element, change.quoting) ?? 'NULL'}`,
      );
      return [phrase(`UPDATE ${change.table()} SET ${filled.join(', ')}`, where(change))];
    },
  },
  delete: { needs: ['tableName'], up: (change) => [phrase(`DELETE FROM ${change.table()}`, where(change))] },
  /** Rows from a file beside the changelog, which change no schema. */
  loadData: { needs: ['tableName', 'file'], up: () => [] },
  loadUpdateData: { needs: ['tableName', 'file', 'primaryKey'], up: () => [] },
};

/** Changes without an effect on the database. Their rollback is empty. */
export const ignoredChanges: Readonly<Record<string, ChangeType>> = Object.fromEntries(
  ['empty', 'output', 'tagDatabase', 'stop'].map((name) => [name, { needs: [], up: () => [], down: () => [] }]),
);

/** The constraint creates such an index, so Liquibase runs nothing (CreateIndexGeneratorPostgres). */
function ownedByConstraint(change: Wording): boolean {
  return /\b(?:primaryKey|uniqueConstraint|foreignKey)\b/.test(change.text('associatedWith') ?? '');
}

function createIndex(change: Wording): readonly string[] {
  if (ownedByConstraint(change)) return [];
  const [using, tablespace] = [change.text('using'), change.text('tablespace')];
  const keys = columnElements(change.element).map(({ name, element }) => {
    const isExpression = flagOf(element, 'computed') ?? name.includes('(');
    return phrase(isExpression ? name : nameSql(name, change.quoting), flagOf(element, 'descending') === true && 'DESC');
  });
  return [
    phrase(
      'CREATE',
      change.flag('unique') && 'UNIQUE',
      'INDEX',
      change.text('indexName') !== undefined && change.name('indexName'),
      `ON ${change.table()}`,
      using && `USING ${using}`,
      `(${keys.join(', ')})`,
      tablespace && `TABLESPACE ${tablespace}`,
    ),
  ];
}

function dropIndex(change: Wording): string {
  return `DROP INDEX ${change.object('indexName')}`;
}

/** Drops the sequence with CASCADE (DropSequenceGenerator). */
function dropSequence(change: Wording): string {
  return `DROP SEQUENCE ${change.object('sequenceName')} CASCADE`;
}

function sequenceOptions(change: Wording): string {
  const [type, start, by, least, most, cache] = ['dataType', 'startValue', 'incrementBy', 'minValue', 'maxValue', 'cacheSize'].map(
    change.text,
  );
  return phrase(
    type && `AS ${type}`,
    start && `START WITH ${start}`,
    by && `INCREMENT BY ${by}`,
    least && `MINVALUE ${least}`,
    most && `MAXVALUE ${most}`,
    cache && `CACHE ${cache === '0' ? '1' : cache}`,
    change.flag('cycle') && 'CYCLE',
  );
}

function where(change: Wording): string | undefined {
  const condition = change.text('where');
  return condition === undefined ? undefined : `WHERE ${condition}`;
}
