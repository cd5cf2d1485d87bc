import assert from 'node:assert/strict';
import { diesel } from '../../server/src/migrations/tools/diesel';
import { checkLayout, order, scaffolded, withoutTransaction } from './layouts';

describe('Diesel', () => {
  it('orders folders by their versions as text, dashes left out', () => {
    const names = ['2024-01-01-120000_b', '20240101115959_a', '9_d', '10_c', '2024-01-01-120000-0001_e'].map((name) => `${name}/up.sql`);
    assert.deepEqual(order(diesel, names), ['10_c', '20240101115959_a', '2024-01-01-120000_b', '2024-01-01-120000-0001_e', '9_d']);
  });

  it('reads metadata.toml, whose missing key means false', () => {
    checkLayout(
      diesel,
      {
        '1_a/up.sql': 'SELECT 1;',
        '1_a/down.sql': 'SELECT -1;',
        '2_b/up.sql': 'SELECT 2;',
        '2_b/metadata.toml': 'run_in_transaction = true\n',
        '3_c/up.sql': 'SELECT 3;',
        '3_c/metadata.toml': 'run_in_transaction = false\n',
        '4_d/up.sql': 'SELECT 4;',
        '4_d/metadata.toml': '«# nothing yet»\n',
      },
      [
        '1 a',
        '  up 1_a/up.sql on: SELECT 1;',
        '  down 1_a/down.sql on: SELECT -1;',
        '2 b',
        '  up 2_b/up.sql on: SELECT 2;',
        '3 c',
        '  up 3_c/up.sql off: SELECT 3;',
        '4 d',
        '  up 4_d/up.sql off: SELECT 4;',
        '! 4_d/metadata.toml: Without run_in_transaction this file turns the transaction off: a key that is not there counts as false.',
      ],
    );
  });

  it('reports a folder without an up, and a version that occurs twice', () => {
    checkLayout(
      diesel,
      { '1_a/down.sql': '«x»', '2024-1_b/up.sql': 'x', '20241_c/up.sql': '«x»', '.hidden/down.sql': 'x', 'README.md': 'x' },
      [
        '1 a',
        '  down 1_a/down.sql on: x',
        '2024-1 b',
        '  up 2024-1_b/up.sql on: x',
        '20241 c',
        '  up 20241_c/up.sql on: x',
        '! 1_a/down.sql: There is no up.sql in this folder, so Diesel refuses all migrations.',
        '! 20241_c/up.sql: Version 20241 belongs to 2024-1_b already: Diesel takes the two for one and runs only one of them.',
      ],
    );
  });

  it('looks only at the folder that was named', () => {
    checkLayout(
      diesel,
      { 'db/1_a/up.sql': 'x', 'other/2_b/up.sql': 'x', 'db/1_a/deeper/up.sql': 'x' },
      ['1 a', '  up db/1_a/up.sql on: x'],
      'db',
    );
  });

  it('writes down.sql into the folder', () => {
    assert.deepEqual(scaffolded(diesel, { '1_a/up.sql': 'SELECT 1;\n' }, 'SELECT 2;\n'), { '1_a/down.sql': 'SELECT 2;\n' });
  });

  it('leaves the transaction where metadata.toml says true', () => {
    assert.deepEqual(withoutTransaction(diesel, { '1_a/up.sql': '', '1_a/metadata.toml': '# x\nrun_in_transaction = true # y\n' }), {
      '1_a/metadata.toml': '# x\nrun_in_transaction = false # y\n',
    });
    assert.equal(withoutTransaction(diesel, { '1_a/up.sql': '' }), undefined);
  });
});
