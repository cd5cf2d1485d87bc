import assert from 'node:assert/strict';
import { renderFindings } from '../../server/src/lint/engine/render';
import { explain, suggestRules } from '../../server/src/lint/pages/explain';
import rules from '../../server/src/lint/rules/index';
import { lintFiles, only } from './lintFiles';

describe('renderFindings', () => {
  const files = {
    '1.sql': 'CREATE TABLE users (id int);\n',
    '2.sql': 'CREATE TABLE\t"ö" (id int);\n\n\tCREATE TABLE users (\n  id int\n);\n',
  };
  const text = (file: string): string => files[file as keyof typeof files];
  const finding = { rule: 'r', severity: 'hint', file: '2.sql', message: 'm', related: [], fixes: [] } as const;

  it('draws each finding under its line, with related places and fixes', async () => {
    const findings = await lintFiles(files, only('duplicate-table', 'missing-created-at'));
    assert.equal(
      renderFindings(findings, text),
      [
        '1.sql:1:14: warning: `users` has no `created_at` column, so nobody can tell when a row was created. Add `created_at timestamptz NOT NULL DEFAULT now()`. [missing-created-at]',
        '   1 | CREATE TABLE users (id int);',
        '     |              ^^^^^',
        '  suggestion: Add `created_at` to `users`',
        '',
        '2.sql:1:14: warning: `ö` has no `created_at` column, so nobody can tell when a row was created. Add `created_at timestamptz NOT NULL DEFAULT now()`. [missing-created-at]',
        '   1 | CREATE TABLE\t"ö" (id int);',
        '     |             \t^^^',
        '  fix: Add `created_at` to `ö`',
        '',
        '2.sql:3:15: error: There is already a table `users`, created in `1.sql`. Choose another name, or drop the first one before. [duplicate-table]',
        '   3 | \tCREATE TABLE users (',
        '     | \t             ^^^^^',
        '  1.sql:1:14: `users` is created here',
        '  suggestion: Add IF NOT EXISTS',
        '',
      ].join('\n'),
    );
  });

  it('draws one caret where nothing is marked, and the first line of what is longer', () => {
    assert.equal(
      renderFindings([{ ...finding, span: { start: 0, end: 0 } }], () => ''),
      '2.sql:1:1: hint: m [r]\n   1 |\n     | ^\n',
    );
    assert.equal(
      renderFindings([{ ...finding, span: { start: 2, end: 9 } }], () => 'ab😀d\r\nefgh'),
      '2.sql:1:3: hint: m [r]\n   1 | ab😀d\n     |   ^^\n',
    );
  });

  it('cuts a long line around the place, and shows control characters as symbols', () => {
    const long = `${'x'.repeat(500)}\u0000here${'y'.repeat(500)}`;
    const drawn = renderFindings([{ ...finding, span: { start: 501, end: 505 } }], () => long).split('\n');
    assert.equal(drawn[1], `   1 | …${'x'.repeat(59)}\ufffdhere${'y'.repeat(96)}…`);
    assert.equal(drawn[2], `     | ${' '.repeat(61)}^^^^`);
  });

  it('is empty when there is nothing to say', () => assert.equal(renderFindings([], text), ''));

  it('paints when asked', async () => {
    const findings = await lintFiles({ '1.sql': files['1.sql'] }, only('missing-created-at'));
    const painted = renderFindings(findings, text, { colour: true });
    assert.ok(painted.includes('\u001b[33m^^^^^\u001b[0m'));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken out.
    assert.equal(painted.replace(/\u001b\[\d+m/g, ''), renderFindings(findings, text));
  });
});

describe('explain', () => {
  it('describes a rule, in lines of 80 columns', () => {
    const text = explain('missing-updated-at')!;
    assert.match(text, /^missing-updated-at \(timestamps, warning unless the project says otherwise\)\n/);
    for (const part of [
      '\n\nWhy\n  ',
      '\n\nInstead\n  ',
      '\n\nFound\n  CREATE TABLE tags (\n  --           ^^^^\n',
      '\n\nNot found\n  ',
      '\n\nOptions\n  names = ["updated_at"',
    ])
      assert.ok(text.includes(part), part);
    assert.ok(text.endsWith('\n  -- migration-lens: ignore missing-updated-at: <reason>\n'));
  });
  it('fits every rule into a terminal', () => {
    for (const { id } of rules) {
      const prose = explain(id)!.split('\nFound\n')[0]!;
      for (const line of prose.split('\n').slice(1)) assert.ok(line.length <= 80, line);
      assert.ok(!/[«»]/.test(explain(id)!));
    }
  });
  it('is undefined for a rule that does not exist', () => assert.equal(explain('fk-mising-index'), undefined));
  it('suggests what may have been meant', () => {
    assert.deepEqual(suggestRules('fk-mising-index'), ['fk-missing-index']);
    assert.deepEqual(suggestRules('duplicate-tables')[0], 'duplicate-table');
    assert.deepEqual(suggestRules('zzz'), []);
  });
});
