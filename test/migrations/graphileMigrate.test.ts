import assert from 'node:assert/strict';
import { graphileMigrate } from '../../server/src/migrations/tools/graphileMigrate';
import { noFiles, onPostgres } from '../support/databases';
import { checkLayout, type Files, withoutTransaction } from './layouts';

const header = (previous: string, hash: string): string => `--! Previous: ${previous}\n--! Hash: sha1:${hash}\n`;
const first: Files = { 'committed/000001.sql': `${header('-', 'a')}\nA;\n` };
const up = ['000001', '  up committed/000001.sql on: A;'];

describe('Graphile Migrate', () => {
  it('runs what is committed, then what is being written', () => {
    checkLayout(
      graphileMigrate,
      {
        ...first,
        'committed/000002-two-words.sql': `${header('sha1:a', 'b')}--! Message: two words\n\n--! no-transaction\nB;\n`,
        'current.sql': '--! Message: soon\nC;\n',
        'fixtures/f.sql': 'F;',
        'notes.sql': 'X;',
      },
      [
        ...up,
        ...['000002 two-words', '  up committed/000002-two-words.sql off: --! no-transaction B;'],
        ...['current', '  up current.sql on: C;'],
      ],
    );
  });

  it('takes the files of current for one migration, with what they include', () => {
    checkLayout(
      graphileMigrate,
      {
        'current/10-b.sql': 'B1;\n--!include f/g.sql\n--! include gone.sql\nB2;',
        'current/9.sql': '«--!include h.sql»\n',
        'current/x.sql': '«X;»',
        'current/009-c.sql': 'C;',
        'fixtures/f/g.sql': 'G;\n--!include h.sql\n',
        'fixtures/h.sql': '--! include f/g.sql\nH;',
      },
      [
        'current',
        '  up current/009-c.sql on: C;',
        '  up fixtures/f/g.sql on: G; --!include h.sql',
        '  up fixtures/h.sql on: H;',
        '  up current/10-b.sql on: B1;',
        '  up fixtures/f/g.sql on: G;',
        '  up fixtures/h.sql on: --! include f/g.sql H;',
        '  up current/10-b.sql on: --! include gone.sql B2;',
        '! current/x.sql: Graphile Migrate stops at this file: its name has to be N.sql or N-title.sql.',
        '! current/9.sql: Version 9 belongs to 009-c.sql already: Graphile Migrate refuses two files with one number.',
      ],
    );
  });

  it('begins with what runs when the database is empty', () => {
    checkLayout(
      graphileMigrate,
      {
        'm/committed/000001.sql': first['committed/000001.sql']!,
        'm/init/roles.sql': 'R;',
        'm/schema.sql': 'S;',
        '.gmrc':
          '{ "afterReset": ["!init/roles.sql", { "_": "command", "command": "x" }, { "_": "sql", "file": "schema.sql" }, "gone.sql"] }',
      },
      [
        ...['baseline roles', '  up m/init/roles.sql on: R;'],
        ...['baseline schema', '  up m/schema.sql on: S;'],
        ...up.map((line) => line.replace('committed', 'm/committed')),
      ],
      'm',
    );
  });

  it('leaves out what was only begun', () => {
    checkLayout(graphileMigrate, { ...first, 'current.sql': '-- Enter migration here\n' }, up);
  });

  const refused: readonly (readonly [what: string, text: string, message: string])[] = [
    ['no header', '«B;»', 'refuses a committed migration without “--! Previous:”.'],
    ['another hash', '«--! Previous: sha1:x»\n--! Hash: sha1:b\n\nB;', 'refuses this: it is not the hash of 000001.sql.'],
    ['no empty line', '--! Previous: sha1:a\n«--! Hash: sha1:b»\nB;', 'wants an empty line behind the header.'],
    [
      'Windows line breaks',
      '«--! Previous: sha1:a»\r\n--! Hash: sha1:b\r\n\r\nB;',
      'refuses the line breaks of Windows in a committed migration.',
    ],
  ];
  for (const [what, text, message] of refused) {
    it(`reports ${what}`, () => {
      const messages = what === 'no header' ? [message, message.replace('Previous', 'Hash')] : [message];
      const { migrations, problems } = graphileMigrate.layout(
        {
          path: '',
          files: [
            { path: 'committed/000001.sql', text: first['committed/000001.sql']! },
            { path: 'committed/000002.sql', text: text.replace(/[«»]/g, '') },
          ],
        },
        noFiles,
        onPostgres,
      );
      assert.equal(migrations.length, 2);
      assert.deepEqual(
        problems.map((problem) => problem.message),
        messages.map((each) => `Graphile Migrate ${each}`),
      );
      const { span } = problems[0]!;
      assert.equal(text.replace(/[«»]/g, '').slice(span.start, span.end), /«(.*)»/.exec(text)![1]);
    });
  }

  it('reports a first migration that names another, and two places for what is being written', () => {
    checkLayout(
      graphileMigrate,
      { 'committed/000001.sql': `«--! Previous: sha1:a»\n--! Hash: sha1:b\n\nB;\n`, 'current.sql': 'X;', 'current/1.sql': '«C;»' },
      [
        ...['000001', '  up committed/000001.sql on: B;'],
        ...['current', '  up current/1.sql on: C;'],
        '! committed/000001.sql: Graphile Migrate refuses this: it is the first migration, and names one before it.',
        '! current/1.sql: Graphile Migrate refuses to run where there is a folder current beside current.sql.',
      ],
    );
  });

  it('reads the folder of committed migrations by itself, too', () => {
    checkLayout(graphileMigrate, { '000001-a.sql': `${header('-', 'a')}\nA;\n`, 'x.sql': 'X;' }, ['000001 a', '  up 000001-a.sql on: A;']);
  });

  it('leaves the transaction only of what is not committed', () => {
    assert.deepEqual(withoutTransaction(graphileMigrate, { ...first, 'current.sql': '--! Message: x\nC;\n' }), {
      'current.sql': '--! Message: x\n--! no-transaction\nC;\n',
    });
    assert.equal(withoutTransaction(graphileMigrate, first), undefined);
  });
});
