import assert from 'node:assert/strict';
import { type Config, defaultConfig, parseConfig, parseEditorConfig } from '../../server/src/config/config';
import { mark, marked } from '../lint/lintFiles';
import { databases } from '../support/databases';

/** Checks the marked problems, their messages in order, and the settings that differ from the defaults. */
function check(expected: string, messages: readonly string[] = [], changed: Partial<Config> = {}): void {
  const { text } = marked(expected);
  const { config, problems } = parseConfig(text, databases.all);
  const findings = problems.map(
    ({ span, message }) => ({ span, message, rule: '', severity: 'error', file: '', related: [], fixes: [] }) as const,
  );
  assert.equal(mark(text, findings), expected);
  assert.deepEqual(
    problems.map(({ message }) => message),
    messages,
  );
  assert.deepEqual(config, { ...defaultConfig, ...changed });
}

const root = { baseline: [], placeholders: {} } as const;

describe('parseConfig', () => {
  describe('reads', () => {
    it('nothing', () => check(''));
    it('an empty object', () => check('{}'));
    it('comments and trailing commas', () => check('// first\n{ "$schema": "x", /* second */ "since": "3", }\n', [], { since: '3' }));
    it('every setting', () =>
      check(
        JSON.stringify({
          roots: [
            {
              folder: './db//migrations/',
              tool: 'goose',
              baseline: ['a.sql', 'b/../c.sql'],
              placeholders: { schema: 'app' },
            },
          ],
          rules: {
            'fk-missing-index': 'error',
            'missing-created-at': ['hint', { names: ['born'], types: [] }],
            'missing-updated-at': ['off'],
          },
          since: 20240101,
          docs: { file: 'docs/schema.md', title: 'Shop' },
          diagram: { groups: { Orders: ['order*'], Users: 'users' } },
        }),
        [],
        {
          roots: [
            {
              folder: 'db/migrations',
              tool: 'goose',
              baseline: ['a.sql', 'c.sql'],
              placeholders: { schema: 'app' },
            },
          ],
          rules: {
            'fk-missing-index': { severity: 'error' },
            'missing-created-at': { severity: 'hint', options: { names: ['born'], types: [] } },
            'missing-updated-at': { severity: 'off' },
          },
          since: '20240101',
          docs: { file: 'docs/schema.md', title: 'Shop' },
          diagram: { groups: { Orders: ['order*'], Users: ['users'] } },
        },
      ));
    it('one path for a list of paths', () =>
      check('{ "roots": [{ "folder": ".", "baseline": "base.sql" }] }', [], { roots: [{ ...root, folder: '', baseline: ['base.sql'] }] }));
    it('a version with more digits than a number keeps', () =>
      check('{ "since": 18446744073709551615 }', [], { since: '18446744073709551615' }));
    it('a part of docs, with defaults for the rest', () =>
      check('{ "docs": { "title": "T" } }', [], { docs: { file: 'DATABASE.md', title: 'T' } }));
  });

  describe('reports, and keeps the rest', () => {
    const since = { since: '1' };
    it('an unknown key, with a suggestion', () =>
      check('{ «"rots"»: [], "since": "1" }', ['There is no setting `rots` here. Did you mean `roots`?'], since));
    it('an unknown key, with the list of known ones', () =>
      check('{ "docs": { «"colour"»: 1 } }', ['There is no setting `colour` here. There are: `file`, `title`.']));
    it('keys that Object.prototype has', () =>
      check('{ «"toString"»: 1, "rules": { «"constructor"»: "off" } }', [
        'There is no setting `toString` here. There are: `$schema`, `roots`, `rules`, `since`, `docs`, `diagram`.',
        'There is no rule `constructor`.',
      ]));
    it('a repeated key', () => check('{ "since": "0", «"since"»: "1" }', ['`since` stands here twice; the last one counts.'], since));
    it('values of the wrong type', () =>
      check(
        '{ «"roots"»: {}, «"rules"»: [], «"docs"»: 1, «"diagram"»: { }, "since": "1" }'.replace('«"diagram"»', '"diagram"'),
        ['`roots` must be a list.', '`rules` must be an object: rules and their severities.', '`docs` must be an object.'],
        since,
      ));
    it('values of the wrong type, nested', () =>
      check(
        '{ "since": "1", "roots": [{ "folder": "a", «"tool"»: 16, "baseline": [«1»] }, «2»], "diagram": { "groups": { «"A"»: 1 } } }',
        ['`tool` must be a string.', '`baseline` must be a path.', '`roots` must be an object.', '`A` must be a string.'],
        { ...since, roots: [{ ...root, folder: 'a' }], diagram: { groups: { A: [] } } },
      ));
    it('a root without its folder', () =>
      check('{ "roots": [«{» "tool": "goose" }] }', ['`folder` is missing here: Folder of the migrations, relative to this file.']));
    it('a folder outside', () =>
      check('{ "roots": [{ «"folder"»: "../x" }, { «"folder"»: "/x" }, { «"folder"»: "C:\\\\x" }] }', [
        ...Array.from({ length: 3 }, () => '`folder` must be a path below the folder of this file, with forward slashes.'),
      ]));
    it('an unknown tool', () =>
      check('{ "roots": [{ "folder": "a", «"tool"»: "gose" }] }', ['`tool` cannot be `gose`. Did you mean `goose`?'], {
        roots: [{ ...root, folder: 'a' }],
      }));
    it('an unknown database, whether it could be read or not', () =>
      check(
        '{ "roots": [{ "folder": "a", «"dialect"»: "mysqle" }, { "folder": "b", "dialect": "mysql" }, { "folder": "c", "dialect": "mariadb" }] }',
        ['`dialect` cannot be `mysqle`. Did you mean `mysql`?'],
        {
          roots: [
            { ...root, folder: 'a' },
            { ...root, folder: 'b', dialect: 'mysql' },
            { ...root, folder: 'c', dialect: 'mariadb' },
          ],
        },
      ));
    it('a rule that does not exist', () =>
      check('{ "rules": { «"fk-mising-index"»: "off" } }', ['There is no rule `fk-mising-index`. Did you mean `fk-missing-index`?']));
    it('a severity that does not exist', () =>
      check('{ "rules": { «"fk-missing-index"»: "warn" } }', [
        'The severity of `fk-missing-index` must be one of `error`, `warning`, `information`, `hint`, `off`.',
      ]));
    it('options that a rule does not have', () =>
      check(
        '{ "rules": { "fk-missing-index": ["error", { «"names"»: [] }], "missing-created-at": ["error", { «"name"»: [], «"definition"»: 1 }] } }',
        [
          '`fk-missing-index` has no option `names`. It has none.',
          '`missing-created-at` has no option `name`. Did you mean `names`?',
          '`definition` of `missing-created-at` must be a string.',
        ],
        { rules: { 'fk-missing-index': { severity: 'error', options: {} }, 'missing-created-at': { severity: 'error', options: {} } } },
      ));
    it('options that are not an object', () =>
      check('{ "rules": { «"fk-missing-index"»: ["error", "off"] } }', ['The options of `fk-missing-index` must be an object.'], {
        rules: { 'fk-missing-index': { severity: 'error' } },
      }));
    it('text that is no JSON', () => {
      check('{ "since": "1" «"docs"»: {} }', ['A comma is missing here.'], since);
      check('{ "since": "1"«»', ['A closing brace `}` is missing.'], since);
      check('«[]»', ['migration-lens.json must hold an object: `{ … }`.']);
    });
  });

  it('never throws on a truncated text', () => {
    const text = '{ "roots": [{ "folder": "a", "tool": "goose" }], "rules": { "fk-missing-index": ["error", {}] }, /* c */ "since": "1" }';
    for (let end = 0; end <= text.length; end++) assert.ok(Array.isArray(parseConfig(text.slice(0, end), databases.all).config.roots));
  });
});

describe('parseEditorConfig', () => {
  const defaults = { lint: { enable: true }, diagram: { detail: 'auto' }, trace: { server: 'off' } };
  const cases: readonly (readonly [string, unknown, unknown])[] = [
    ['nothing', undefined, defaults],
    ['null', null, defaults],
    [
      'a value',
      { lint: { enable: false }, diagram: { detail: 'keys' } },
      { ...defaults, lint: { enable: false }, diagram: { detail: 'keys' } },
    ],
    ['values of the wrong type', { lint: { enable: 'no' }, diagram: 1, trace: { server: 'loud' } }, defaults],
  ];
  for (const [name, value, expected] of cases) it(name, () => assert.deepEqual(parseEditorConfig(value), expected));
});
