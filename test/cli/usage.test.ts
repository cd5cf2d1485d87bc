import assert from 'node:assert/strict';
import { READS } from '../support/databases';
import { CLEAN, run, SHOP, within } from './run';

interface Expected {
  readonly code: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
}

function check(title: string, args: string, expected: Expected, files = CLEAN): void {
  it(`${title}: ${args === '' ? '(nothing)' : args}`, () =>
    within(files, async (folder) => {
      const { code, stdout, stderr } = await run(args === '' ? [] : args.split(' '), folder);
      assert.equal(code, expected.code, stderr);
      assert.match(stdout, expected.stdout ?? /^$/);
      assert.match(stderr, expected.stderr ?? /^$/);
    }));
}

describe('the command line: help', () => {
  check('lists the commands', '--help', {
    code: 0,
    stdout: /^ {2}lint .*\n {2}schema .*\n {2}erd .*\n {2}docs .*\n {2}explain .*\n {2}init /m,
  });
  check('is there in short', '-h', { code: 0, stdout: /Exit codes/ });
  check('explains a command', 'help lint', { code: 0, stdout: /--format pretty\|json\|sarif\|github\|gitlab\|junit/ });
  check('stands behind a command, too', 'schema --help', { code: 0, stdout: /--baseline FILE/ });
  check('says when a run of lint fails', 'help lint', { code: 0, stdout: /information and hints alone leave it at 0/ });
  check('of an unknown command', 'help lnt', { code: 2, stderr: /no command ‘lnt’\. Did you mean lint\?/ });
  check('shows the version', '--version', { code: 0, stdout: /^\d+\.\d+\.\d+\n$/ });
  check('comes where nothing was asked for', '', { code: 2, stderr: /^Reads SQL migrations/ });
});

describe('the command line: misuse', () => {
  check('unknown command', 'lnit', { code: 2, stderr: /There is no command ‘lnit’\. Did you mean (lint|init)\?/ });
  check('unknown command, nothing near', 'frobnicate', { code: 2, stderr: /There is lint, schema, erd/ });
  check('option first', '--fix lint', { code: 2, stderr: /name of a command comes first/ });
  check('unknown option', 'lint --formt json', { code: 2, stderr: /no option ‘--formt’\. Did you mean --format\?/ });
  check('unknown short option', 'lint -x', { code: 2, stderr: /no option ‘-x’/ });
  check('option of another command', 'docs --fix', { code: 2, stderr: /no option ‘--fix’/ });
  check('unknown format', 'lint --format jsn', { code: 2, stderr: /--format knows no ‘jsn’\. Did you mean json\?/ });
  check('missing value', 'lint --format', { code: 2, stderr: /--format needs a value: pretty, json/ });
  check('an option is no value', 'lint --format --fix', { code: 2, stderr: /--format needs a value/ });
  check('a value that is not wanted', 'lint --fix=yes', { code: 2, stderr: /--fix takes no value/ });
  check('no number', 'erd --focus users --depth many', { code: 2, stderr: /--depth needs a whole number, not ‘many’/ });
  check('too many words', 'schema a b', { code: 2, stderr: /no use for ‘b’/ });
  check('init takes no words', 'init here', { code: 2, stderr: /`init` takes options alone; there is no use for ‘here’/ });
  check('unknown path', 'lint migratons', { code: 2, stderr: /no file or folder ‘migratons’\. Did you mean migrations\?/ });
  check('unknown path in a folder', 'lint migrations/00002_order.sql', { code: 2, stderr: /Did you mean migrations\/00002_orders\.sql\?/ });
  check('unknown tool', 'schema --tool gose', { code: 2, stderr: /--tool knows no ‘gose’\. Did you mean goose\?/ });
  check('unknown dialect', 'schema --dialect oracle', { code: 2, stderr: /--dialect knows no ‘oracle’\. .*postgresql/ });
  check('unknown rule', 'explain fk-missing-indx', { code: 2, stderr: /no rule ‘fk-missing-indx’\. Did you mean fk-missing-index\?/ });
  check('unknown baseline', 'schema --baseline dump.sql', { code: 2, stderr: /no baseline ‘dump\.sql’/ });
  check('unknown version', 'schema --at 3', { code: 2, stderr: /no version ‘3’ in ‘migrations’/ });
  check('unknown table', 'erd --focus oders', { code: 2, stderr: /no table ‘oders’\. Did you mean orders\?/ });
  check('a depth without a focus', 'erd --depth 2', { code: 2, stderr: /needs --focus TABLE/ });
  for (const command of ['lint', 'schema', 'erd', 'docs', 'init'])
    check(
      'no migrations',
      command,
      { code: 2, stderr: /no migrations in ‘\.’\.\nLooked for .*goose.*\n.*migration-lens\.json/s },
      { 'readme.txt': '' },
    );
  check(
    'migrations for another database',
    'lint',
    { code: 2, stderr: new RegExp(`migrations: Oracle \\(the statements say so\\)\\. ${READS}`) },
    { 'migrations/1_a.sql': 'CREATE TABLE a (id number(10), b varchar2(20));' },
  );
  check(
    'migrations that the configuration says to be for another database',
    'lint',
    { code: 2, stderr: /^migration-lens: migrations: Oracle \(migration-lens\.json says so\)\. / },
    { ...CLEAN, 'migration-lens.json': '{ "roots": [{ "folder": "migrations", "dialect": "oracle" }] }' },
  );
  check(
    'a file that is no migration',
    'lint notes.txt',
    { code: 2, stderr: /‘notes\.txt’ is no migration/ },
    { ...CLEAN, 'notes.txt': '' },
  );
});

describe('the command line: explain', () => {
  check('tells about a rule', 'explain fk-missing-index', { code: 0, stdout: /Why\n[\s\S]*Instead\n[\s\S]*Suppress\n/ });
  check('lists all rules', 'explain', { code: 0, stdout: /^fk-missing-index .*\n[\s\S]*^unknown-table /m });
});

describe('the command line: exit codes', () => {
  check('nothing to say', 'lint', { code: 0, stdout: /^No findings in 2 files\.\n$/ });
  check('a warning', 'lint', { code: 1, stdout: /fk-missing-index/ }, SHOP);
  const config = (severity: string) => ({ ...SHOP, 'migration-lens.json': `{ "rules": { "fk-missing-index": "${severity}" } }` });
  check('an error', 'lint', { code: 1, stdout: /1 error in 1 file/ }, config('error'));
  check('information alone', 'lint', { code: 0, stdout: /1 note in 1 file/ }, config('information'));
  check('a hint alone', 'lint', { code: 0, stdout: /1 hint in 1 file/ }, config('hint'));
  check('a rule that is off', 'lint', { code: 0, stdout: /No findings/ }, config('off'));
  const broken = { ...CLEAN, 'migration-lens.json': '{\n  "ruls": {}\n}\n' };
  check(
    'a slip in the configuration',
    'lint',
    { code: 0, stdout: /No findings/, stderr: /^migration-lens\.json:2:3: warning: .*ruls/ },
    broken,
  );
});
