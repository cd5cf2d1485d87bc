import assert from 'node:assert/strict';
import { flyway } from '../../server/src/migrations/tools/flyway';
import { checkLayout, order, scaffolded } from './layouts';

describe('Flyway', () => {
  it('orders dotted versions part by part, in any spelling', () => {
    assert.deepEqual(order(flyway, ['V1.10__d.sql', 'V1_9__c.SQL', 'V1__a.sql', 'V1.0.1__b.sql', 'V20240101120000__e.sql']), [
      'V1__a',
      'V1.0.1__b',
      'V1_9__c',
      'V1.10__d',
      'V20240101120000__e',
    ]);
  });

  it('undoes a version by U, however it is spelt', () => {
    checkLayout(flyway, { 'V1_0__a.sql': 'CREATE TABLE a ();', 'U1__x.sql': 'DROP TABLE a;' }, [
      '1_0 a',
      '  up V1_0__a.sql on: CREATE TABLE a ();',
      '  down U1__x.sql on: DROP TABLE a;',
    ]);
  });

  it('runs repeatable migrations last, by description, and leaves callbacks out', () => {
    checkLayout(flyway, { 'R__b.sql': 'SELECT 2;', 'R__a.sql': 'SELECT 1;', 'V9__x.sql': 'SELECT 0;', 'afterMigrate.sql': 'SELECT 3;' }, [
      '9 x',
      '  up V9__x.sql on: SELECT 0;',
      'repeatable a',
      '  up R__a.sql on: SELECT 1;',
      'repeatable b',
      '  up R__b.sql on: SELECT 2;',
    ]);
  });

  it('starts from the highest baseline', () => {
    checkLayout(
      flyway,
      { 'V1__a.sql': '', 'B1__old.sql': '', 'V2__b.sql': '', 'U2__b.sql': '', 'B2__all.sql': 'SELECT 2;', 'V3__c.sql': 'SELECT 3;' },
      ['baseline 2 all', '  up B2__all.sql on: SELECT 2;', '3 c', '  up V3__c.sql on: SELECT 3;'],
    );
  });

  it('searches the folders below, but for hidden ones', () => {
    assert.deepEqual(order(flyway, ['2024/V2__b.sql', 'V1__a.sql', '.old/V3__c.sql']), ['V1__a', '2024/V2__b']);
  });

  it('runs a script without a transaction when its config file or its statements say so', () => {
    checkLayout(
      flyway,
      {
        'V1__a.sql': 'SELECT 1;',
        'V1__a.sql.conf': '# why\nexecuteInTransaction = false\n',
        'V2__b.sql': '-- CREATE INDEX CONCURRENTLY\nSELECT 2;',
        'V3__c.sql': 'create unique index concurrently i on a (b);',
      },
      [
        '1 a',
        '  up V1__a.sql off: SELECT 1;',
        '2 b',
        '  up V2__b.sql on: -- CREATE INDEX CONCURRENTLY SELECT 2;',
        '3 c',
        '  up V3__c.sql off: create unique index concurrently i on a (b);',
      ],
    );
  });

  it('reports names that it passes over, and versions that occur twice', () => {
    checkLayout(flyway, { 'v1__a.sql': '«x»', 'V2_b.sql': '«x»', 'V3__c.sql': '«c»', 'V3.0__d.sql': 'd' }, [
      '3.0 d',
      '  up V3.0__d.sql on: d',
      '3 c',
      '  up V3__c.sql on: c',
      '! V2_b.sql: Flyway passes over this file: names are V1__title.sql, R__title.sql and the like, with a capital letter and two underscores.',
      '! v1__a.sql: Flyway passes over this file: names are V1__title.sql, R__title.sql and the like, with a capital letter and two underscores.',
      '! V3__c.sql: Version 3 belongs to V3.0__d.sql already: Flyway refuses to run a folder in which a version occurs twice.',
    ]);
  });

  it('writes the undo beside the migration', () => {
    assert.deepEqual(scaffolded(flyway, { 'x/V1__a.sql': 'CREATE TABLE a ();\n' }, 'DROP TABLE a;'), { 'x/U1__a.sql': 'DROP TABLE a;\n' });
    assert.equal(scaffolded(flyway, { 'R__a.sql': 'SELECT 1;\n' }, 'SELECT 2;'), undefined);
  });
});
