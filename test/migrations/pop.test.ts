import assert from 'node:assert/strict';
import { pop } from '../../server/src/migrations/tools/pop';
import { checkRoots, sql } from './detections';
import { checkLayout, order, scaffolded } from './layouts';

describe('pop', () => {
  it('takes what is for PostgreSQL, in the place of what is for all, and nothing else', () => {
    checkLayout(
      pop,
      {
        '1_a.up.sql': 'SELECT 1;',
        '1_a.down.sql': 'SELECT -1;',
        '1_a.postgres.up.sql': 'SELECT 11;',
        '2_b.mysql.up.sql': 'SELECT 2;',
        '2_b.sqlite3.up.sql': 'SELECT 2;',
        '2_b.cockroach.up.sql': 'SELECT 2;',
        '3_c.postgres.autocommit.up.sql': 'SELECT 3;',
        '4_d.up.fizz': 'create_table("users") {}',
        '4_d.down.fizz': 'drop_table("users")',
        'sub/5_e.postgresql.up.sql': 'SELECT 5;',
        'notes.sql': 'SELECT 6;',
      },
      [
        '1 a',
        '  up 1_a.postgres.up.sql on: SELECT 11;',
        '  down 1_a.down.sql on: SELECT -1;',
        '3 c',
        '  up 3_c.postgres.autocommit.up.sql off: SELECT 3;',
        '4 d',
        '  up code 4_d.up.fizz',
        '  down code 4_d.down.fizz',
        '5 e',
        '  up sub/5_e.postgresql.up.sql on: SELECT 5;',
      ],
    );
  });

  it('orders numbers of any length as text', () => {
    const names = ['9_a.up.sql', '20150100000001000001_c.up.sql', '20150100000001000000_b.up.sql'];
    assert.deepEqual(order(pop, names), ['20150100000001000000_b', '20150100000001000001_c', '9_a']);
  });

  it('reports a version that occurs twice', () => {
    checkLayout(pop, { '1_a.up.sql': 'x', '1_b.up.sql': '«y»' }, [
      '1 a',
      '  up 1_a.up.sql on: x',
      '1 b',
      '  up 1_b.up.sql on: y',
      '! 1_b.up.sql: Version 1 belongs to 1_a.up.sql already: pop runs only one of them.',
    ]);
  });

  it('is known by fizz, by databases in names, and by go.mod', () => {
    checkRoots({ 'migrations/1_a.up.fizz': 'create_table("a") {}' }, ['pop migrations strong']);
    checkRoots(sql('m/1_a.mysql.up.sql', 'm/1_a.postgres.up.sql', 'm/1_a.postgres.down.sql'), ['pop m strong']);
    checkRoots({ ...sql('m/1_a.up.sql'), 'go.mod': 'require github.com/gobuffalo/pop/v6 v6.1.1\n' }, ['pop m strong']);
  });

  it('writes a down for the same database', () => {
    assert.deepEqual(scaffolded(pop, { '1_a.postgres.up.sql': 'SELECT 1;' }, 'SELECT 2;\n'), { '1_a.postgres.down.sql': 'SELECT 2;\n' });
  });
});
