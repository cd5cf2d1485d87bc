import assert from 'node:assert/strict';
import { type Files, lintFiles, only } from './lintFiles';

const table = (name: string): string => `CREATE TABLE ${name} (id int);\n`;
const COMMA_TOO_MANY = 'CREATE TABLE x (id int,);\n';

/** Checks the safety of the first fix of each finding, as `file safety`. `--fix` applies the safe ones. */
async function check(files: Files, rule: string, expected: readonly string[], since?: string): Promise<void> {
  const settings = { ...only('unused-suppression', rule), ...(since === undefined ? {} : { since }) };
  const findings = await lintFiles(files, settings);
  assert.deepEqual(
    findings.map(({ file, fixes }) => `${file} ${fixes[0]?.safety}`),
    expected,
  );
}

describe('fixes', () => {
  it('of the last migration alone are safe', () =>
    check({ '1.sql': table('t'), '2.sql': table('u') }, 'missing-created-at', ['1.sql unsafe', '2.sql safe']));
  it('are safe in no migration when the last one has no finding', () =>
    check({ '1.sql': table('t'), '2.sql': 'SELECT 1;\n' }, 'missing-created-at', ['1.sql unsafe']));
  it('are safe after `since`, in whichever migration', () =>
    check({ '1.sql': table('t'), '2.sql': table('u'), '3.sql': table('v') }, 'missing-created-at', ['2.sql safe', '3.sql safe'], '1'));
  it('are safe in repeatable migrations and in the last versioned one before them', () =>
    check({ 'V1__t.sql': table('t'), 'V2__u.sql': table('u'), 'R__v.sql': table('v') }, 'missing-created-at', [
      'R__v.sql safe',
      'V1__t.sql unsafe',
      'V2__u.sql safe',
    ]));
  it('of a down of an older migration are safe in a file of its own', () =>
    check({ '1_t.up.sql': table('t'), '1_t.down.sql': COMMA_TOO_MANY, '2_u.up.sql': table('u') }, 'syntax-error', ['1_t.down.sql safe']));
  it('of a down of an older migration are not safe in the file of its up', () =>
    check(
      {
        '00001_t.sql': `-- +goose Up\n${table('t')}-- +goose Down\n${COMMA_TOO_MANY}`,
        '00002_u.sql': `-- +goose Up\n${table('u')}-- +goose Down\n${COMMA_TOO_MANY}`,
      },
      'syntax-error',
      ['00001_t.sql unsafe', '00002_u.sql safe'],
    ));
  it('of comments are safe everywhere', () =>
    check({ '1.sql': '-- migration-lens: ignore missing-created-at: why\nSELECT 1;\n', '2.sql': 'SELECT 1;\n' }, 'missing-created-at', [
      '1.sql safe',
    ]));
});
