import assert from 'node:assert/strict';
import { migratus } from '../../server/src/migrations/tools/migratus';
import { checkRoots, sql } from './detections';
import { checkLayout, order, scaffolded, withoutTransaction } from './layouts';

describe('Migratus', () => {
  it('orders by number', () => {
    assert.deepEqual(order(migratus, ['10-b.up.sql', '9-a.up.sql', '20240101120000-c.up.sql']), ['9-a', '10-b', '20240101120000-c']);
  });

  it('ends statements at --;; and sees its marker only at the very start', () => {
    checkLayout(
      migratus,
      {
        '1-a.up.sql': 'SELECT 1\n--;;\nSELECT 2\n',
        '1-a.down.sql': 'SELECT -1;',
        '2-b.up.sql': '-- :disable-transaction\nSELECT 3;',
        '3-c.up.sql': '-- why\n  «-- :disable-transaction»\nSELECT 4;',
        '4_d.up.sql': '«SELECT 5;»',
        'readme.sql': 'SELECT 6;',
      },
      [
        '1 a',
        '  up 1-a.up.sql on: SELECT 1',
        '  up 1-a.up.sql on: --;; SELECT 2',
        '  down 1-a.down.sql on: SELECT -1;',
        '2 b',
        '  up 2-b.up.sql off: -- :disable-transaction SELECT 3;',
        '3 c',
        '  up 3-c.up.sql on: -- why -- :disable-transaction SELECT 4;',
        '! 3-c.up.sql: Migratus sees “-- :disable-transaction” only as the very first characters of the file.',
        '! 4_d.up.sql: Migratus passes over this file: its name has to be N-title.up.sql or N-title.down.sql.',
      ],
    );
  });

  it('is known by the manifest, by its markers, and guessed by the hyphen', () => {
    const pairs = sql('resources/migrations/1-a.up.sql', 'resources/migrations/1-a.down.sql');
    checkRoots(pairs, ['migratus resources/migrations guess']);
    checkRoots({ ...pairs, 'deps.edn': '{:deps {migratus/migratus {:mvn/version "1.6.3"}}}' }, ['migratus resources/migrations strong']);
    checkRoots(sql('resources/migrations/schema/1-a.up.sql', 'resources/migrations/data/2-b.up.sql'), [
      'migratus resources/migrations guess',
    ]);
    checkRoots({ 'db/1-a.up.sql': 'SELECT 1;\n--;;\nSELECT 2;' }, ['migratus db strong']);
  });

  it('writes a down, and leaves the transaction', () => {
    assert.deepEqual(scaffolded(migratus, { '1-a.up.sql': 'SELECT 1;' }, 'SELECT 2;\n'), { '1-a.down.sql': 'SELECT 2;\n' });
    assert.deepEqual(withoutTransaction(migratus, { '1-a.up.sql': 'SELECT 1;\n' }), {
      '1-a.up.sql': '-- :disable-transaction\nSELECT 1;\n',
    });
  });
});
