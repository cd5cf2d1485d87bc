import assert from 'node:assert/strict';
import { bun } from '../../server/src/migrations/tools/bun';
import { checkRoots, sql } from './detections';
import { checkLayout, order, scaffolded } from './layouts';

describe('bun', () => {
  it('orders numbers as text', () => {
    assert.deepEqual(order(bun, ['9_a.up.sql', '10_b.up.sql', '20240101_c.tx.up.sql']), ['10_b', '20240101_c', '9_a']);
  });

  it('runs in a transaction what says so in its name, and ends statements at --bun:split', () => {
    checkLayout(
      bun,
      {
        '1_a.tx.up.sql': 'SELECT 1\n--bun:split\nSELECT 2;\n--bun:split\nSELECT 3;\n',
        '1_a.tx.down.sql': 'SELECT -1;',
        '2_b.up.sql': 'SELECT 4;\n«--bun:splt»\nSELECT 5;',
        'sub/3_c.up.sql': 'SELECT 6;',
        '4_D.up.sql': '«SELECT 7;»',
        '5_notes.sql': 'SELECT 8;',
        '6_e.go': 'package migrations',
        '6_e_test.go': 'package migrations',
        'main.go': 'package migrations',
      },
      [
        '1 a',
        '  up 1_a.tx.up.sql on: SELECT 1',
        '  up 1_a.tx.up.sql on: --bun:split SELECT 2; --bun:split SELECT 3;',
        '  down 1_a.tx.down.sql on: SELECT -1;',
        '2 b',
        '  up 2_b.up.sql off: SELECT 4; --bun:splt SELECT 5;',
        '3 c',
        '  up sub/3_c.up.sql off: SELECT 6;',
        '6 e',
        '  up code 6_e.go',
        '  down code 6_e.go',
        '! 4_D.up.sql: bun stops at this file: its name has to be N_title.up.sql or N_title.down.sql, in lower case.',
        '! 2_b.up.sql: bun stops at this line: the only annotation is “--bun:split”.',
      ],
    );
  });

  it('reports a version that occurs twice', () => {
    checkLayout(bun, { '1_a.up.sql': 'x', '1_b.tx.up.sql': '«y»' }, [
      '1 a',
      '  up 1_a.up.sql off: x',
      '1 b',
      '  up 1_b.tx.up.sql on: y',
      '! 1_b.tx.up.sql: Version 1 belongs to 1_a.up.sql already: bun runs only the last of the two.',
    ]);
  });

  it('is known by names, by its annotation and by go.mod', () => {
    checkRoots(sql('db/1_a.tx.up.sql', 'db/1_a.tx.down.sql'), ['bun db strong']);
    checkRoots({ 'db/1_a.up.sql': 'SELECT 1;\n--bun:split\nSELECT 2;' }, ['bun db strong']);
    const pairs = sql('db/1_a.up.sql', 'db/1_a.down.sql');
    checkRoots({ ...pairs, 'go.mod': 'require github.com/uptrace/bun v1.2.0\n' }, ['bun db strong']);
    checkRoots({ ...pairs, 'go.mod': 'require github.com/uptrace/bunrouter v1.0.0\n' }, ['golang-migrate db guess']);
    checkRoots({ ...pairs, 'go.mod': 'require (\n\tgithub.com/uptrace/bun v1\n\tgithub.com/golang-migrate/migrate/v4 v4\n)\n' }, [
      'golang-migrate db strong',
    ]);
  });

  it('writes a down with the same transaction', () => {
    assert.deepEqual(scaffolded(bun, { '1_a.tx.up.sql': 'SELECT 1;' }, 'SELECT 2;\n'), { '1_a.tx.down.sql': 'SELECT 2;\n' });
  });
});
