import assert from 'node:assert/strict';
import { plain } from '../../server/src/migrations/tools/plain';
import { checkLayout, order, scaffolded } from './layouts';

describe('plain SQL files', () => {
  it('orders by number, then by name; what has no number comes last', () => {
    assert.deepEqual(order(plain, ['b.sql', '10_x.sql', '9-y.sql', 'a.sql', '9_a.sql', '1.10.sql', '1.9.sql', 'V2__z.sql']), [
      '1.9',
      '1.10',
      'V2__z',
      '9-y',
      '9_a',
      '10_x',
      'a',
      'b',
    ]);
    assert.deepEqual(order(plain, ['2024-01-02_b.sql', '2024-01-02-a.sql', '2023-12-31_c.sql']), [
      '2023-12-31_c',
      '2024-01-02-a',
      '2024-01-02_b',
    ]);
  });

  it('finds the number behind a word for what is numbered', () => {
    assert.deepEqual(order(plain, ['patch-10.sql', 'patch-9.sql', 'migration-1-0002-b.sql', 'migration-1-0001-c.sql', 'update_v2.1.sql']), [
      'migration-1-0001-c',
      'migration-1-0002-b',
      'update_v2.1',
      'patch-9',
      'patch-10',
    ]);
  });

  it('leaves dumps and seeds out', () => {
    assert.deepEqual(
      order(plain, ['schema.sql', 'db-schema.sql', 'seed.sql', 'users_seeds.sql', 'structure.sql', '001_schema.sql', 'roles.sql']),
      ['001_schema'],
    );
  });

  it('never takes a down for an up', () => {
    checkLayout(
      plain,
      {
        'a.up.sql': 'SELECT 1;',
        'a.down.sql': 'SELECT -1;',
        '001.do.users.sql': 'SELECT 2;',
        '001.undo.users.sql': 'SELECT -2;',
        '2-x-up.sql': 'SELECT 3;',
        '2-x-down.sql': 'SELECT -3;',
        '3_add_rollback.sql': 'SELECT 4;',
        '4_y.sql': 'SELECT 5;',
        '4_y.rollback.sql': 'SELECT -5;',
      },
      [
        ...['001 users', '  up 001.do.users.sql driver: SELECT 2;', '  down 001.undo.users.sql driver: SELECT -2;'],
        ...['2 x', '  up 2-x-up.sql driver: SELECT 3;', '  down 2-x-down.sql driver: SELECT -3;'],
        ...['3 add_rollback', '  up 3_add_rollback.sql driver: SELECT 4;'],
        ...['4 y', '  up 4_y.sql driver: SELECT 5;', '  down 4_y.rollback.sql driver: SELECT -5;'],
        ...['a', '  up a.up.sql driver: SELECT 1;', '  down a.down.sql driver: SELECT -1;'],
      ],
    );
  });

  it('writes a down only beside a name that says up', () => {
    assert.deepEqual(scaffolded(plain, { 'a.up.sql': '' }, 'SELECT 1;'), { 'a.down.sql': 'SELECT 1;\n' });
    assert.deepEqual(scaffolded(plain, { '1.do.a.up.sql': '' }, 'SELECT 1;'), { '1.undo.a.up.sql': 'SELECT 1;\n' });
    assert.equal(scaffolded(plain, { '1_a.sql': '' }, 'SELECT 1;'), undefined);
  });

  it('reads what psql includes, between statements, from folders below', () => {
    checkLayout(
      plain,
      {
        '1_a.sql': "CREATE TABLE a ();\n\\ir tables/b.sql\n\\i 'tables/c d.sql'\nCREATE TABLE e ();\n",
        '2_f.sql': '\\i 1_a.sql\n\\i gone.sql\nSELECT 1\n\\i tables/b.sql\n',
        'tables/b.sql': 'CREATE TABLE b ();\n\\ir b.sql\n\\ir ../1_a.sql\n',
        'tables/c d.sql': 'CREATE TABLE c ();\n',
      },
      [
        '1 a',
        '  up 1_a.sql driver: CREATE TABLE a ();',
        '  up tables/b.sql driver: CREATE TABLE b (); \\ir b.sql \\ir ../1_a.sql',
        '  up tables/c d.sql driver: CREATE TABLE c ();',
        '  up 1_a.sql driver: CREATE TABLE e ();',
        '2 f',
        '  up 2_f.sql driver: \\i 1_a.sql \\i gone.sql SELECT 1 \\i tables/b.sql',
      ],
    );
  });
});
