import assert from 'node:assert/strict';
import { dbMigrate } from '../../server/src/migrations/tools/dbMigrate';
import { checkRoots, sql } from './detections';
import { checkLayout, order, scaffolded } from './layouts';

describe('db-migrate', () => {
  it('orders by number', () => {
    assert.deepEqual(order(dbMigrate, ['sqls/10-b-up.sql', 'sqls/9-a-up.sql']), ['9-a', '10-b']);
  });

  it('runs SQL files that a script reads; a script without them is code', () => {
    checkLayout(
      dbMigrate,
      {
        '20240101120000-a.js': 'x',
        'sqls/20240101120000-a-up.sql': 'SELECT 1;',
        'sqls/20240101120000-a-down.sql': 'SELECT -1;',
        '20240102120000-b.ts': 'db.createTable()',
        'sqls/20240103120000-c-up.sql': '«SELECT 3;»',
        'package.js': 'x',
      },
      [
        '20240101120000 a',
        '  up sqls/20240101120000-a-up.sql on: SELECT 1;',
        '  down sqls/20240101120000-a-down.sql on: SELECT -1;',
        '20240102120000 b',
        '  up code 20240102120000-b.ts',
        '  down code 20240102120000-b.ts',
        '! sqls/20240103120000-c-up.sql: db-migrate never runs this file: there is no 20240103120000-c.js that does.',
      ],
    );
  });

  it('is known by package.json and by scripts above the SQL', () => {
    const files = sql('migrations/sqls/20240101120000-a-up.sql', 'migrations/sqls/20240101120000-a-down.sql');
    checkRoots(files, ['db-migrate migrations guess']);
    checkRoots({ ...files, 'migrations/20240101120000-a.js': 'x' }, ['db-migrate migrations strong']);
    checkRoots({ ...files, 'package.json': '{"devDependencies":{"db-migrate":"^0.11"}}' }, ['db-migrate migrations strong']);
  });

  it('writes a down beside the up', () => {
    assert.deepEqual(scaffolded(dbMigrate, { 'sqls/1-a-up.sql': 'SELECT 1;' }, 'SELECT 2;\n'), { 'sqls/1-a-down.sql': 'SELECT 2;\n' });
  });
});
