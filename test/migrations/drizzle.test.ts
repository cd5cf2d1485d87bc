import assert from 'node:assert/strict';
import { drizzle } from '../../server/src/migrations/tools/drizzle';
import { checkLayout, order, scaffolded } from './layouts';

const journal = (...entries: readonly string[]): string => `{"version": "7", "dialect": "postgresql", "entries": [${entries.join(', ')}]}`;
const entry = (tag: string, when: number): string =>
  `{"idx": 0, "when": ${when}, "tag": ${tag.includes('«') ? `«"${tag.slice(1, -1)}"»` : `"${tag}"`}}`;

describe('Drizzle Kit', () => {
  it('runs what the journal lists, in its order', () => {
    checkLayout(
      drizzle,
      {
        'meta/_journal.json': journal(entry('0001_b', 1), entry('0000_a', 2)),
        '0000_a.sql': 'SELECT 1;--> statement-breakpoint\nSELECT 2;',
        '0001_b.sql': 'SELECT 0;',
        '0002_c.sql': '«SELECT 3;»',
        'meta/0000_snapshot.json': '{}',
      },
      [
        '0001 b',
        '  up 0001_b.sql on: SELECT 0;',
        '0000 a',
        '  up 0000_a.sql on: SELECT 1;--> statement-breakpoint SELECT 2;',
        '! 0002_c.sql: Drizzle never runs this file: meta/_journal.json does not list it.',
      ],
    );
  });

  it('reports a file that is missing and a migration that would never be applied', () => {
    checkLayout(
      drizzle,
      {
        'meta/_journal.json': journal(entry('0000_a', 10), entry('«0001_b»', 20), entry('«0002_c»', 15), entry('0003_d', 30)),
        '0000_a.sql': '',
        '0002_c.sql': '',
        '0003_d.sql': '',
      },
      [
        ...['0000 a', '  up 0000_a.sql on: ', '0002 c', '  up 0002_c.sql on: ', '0003 d', '  up 0003_d.sql on: '],
        '! meta/_journal.json: Drizzle stops here: there is no 0001_b.sql.',
        '! meta/_journal.json: Drizzle passes over 0002_c wherever 0001_b has run: its “when” is not later.',
      ],
    );
  });

  it('reports a tag that is listed twice', () => {
    checkLayout(drizzle, { 'meta/_journal.json': journal(entry('«0000_a»', 1), entry('0000_a', 2)), '0000_a.sql': '' }, [
      ...['0000 a', '  up 0000_a.sql on: '],
      '! meta/_journal.json: Drizzle runs 0000_a twice: the journal lists it twice.',
    ]);
  });

  it('takes the names when the journal cannot be read', () => {
    checkLayout(drizzle, { 'meta/_journal.json': '«{»\n', '0001_b.sql': '', '0000_a.sql': '' }, [
      ...['0000 a', '  up 0000_a.sql on: ', '0001 b', '  up 0001_b.sql on: '],
      '! meta/_journal.json: Drizzle cannot read this journal. Migrations are taken in the order of their names.',
    ]);
  });

  it('ends a statement at a breakpoint, with a semicolon or without', () => {
    checkLayout(
      drizzle,
      {
        'meta/_journal.json': journal(entry('0000_a', 1)),
        '0000_a.sql': 'SELECT 1\n--> statement-breakpoint\nSELECT 2;\n--> statement-breakpoint\nSELECT 3',
      },
      [
        '0000 a',
        '  up 0000_a.sql on: SELECT 1',
        '  up 0000_a.sql on: --> statement-breakpoint SELECT 2; --> statement-breakpoint SELECT 3',
      ],
    );
  });

  it('uncomments the first file when it describes the database as it was found', () => {
    const pulled = '-- Current sql file\n-- uncomment\n/*\nCREATE TABLE a ();\n--> statement-breakpoint\nCREATE TABLE b ();\n*/\n';
    checkLayout(
      drizzle,
      { 'meta/_journal.json': journal(entry('0000_a', 1), entry('0001_b', 2)), '0000_a.sql': pulled, '0001_b.sql': pulled },
      [
        'baseline 0000 a',
        '  up 0000_a.sql on: CREATE TABLE a (); --> statement-breakpoint CREATE TABLE b ();',
        '0001 b',
        `  up 0001_b.sql on: ${pulled.trim().replaceAll(/\s+/g, ' ')}`,
      ],
    );
    const commented = '/* CREATE TABLE a (); */ SELECT 1;';
    checkLayout(drizzle, { 'meta/_journal.json': journal(entry('0000_a', 1)), '0000_a.sql': commented }, [
      '0000 a',
      `  up 0000_a.sql on: ${commented}`,
    ]);
  });

  it('reads folders since version 1', () => {
    assert.deepEqual(order(drizzle, ['20250201000000_b/migration.sql', '20250101000000_a/migration.sql']), [
      '20250101000000_a',
      '20250201000000_b',
    ]);
    assert.equal(scaffolded(drizzle, { '20250101000000_a/migration.sql': '' }, 'SELECT 1;'), undefined);
  });
});
