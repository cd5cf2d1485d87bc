import assert from 'node:assert/strict';
import { type Editor, startEditor } from './editor';
import { shown } from './shown';

const MIGRATION = 'migrations/001_tags.sql';
const TAGS = 'CREATE TABLE tags (id int PRIMARY KEY, updated_at date);\n';
const CONFIG = 'migration-lens.json';
const asIs = 'warning missing-created-at 1:14 tags';

describe('migration-lens.json in the editor', () => {
  let editor: Editor;
  afterEach(() => {
    assert.deepEqual(editor.errors, []);
    editor.dispose();
  });

  async function start(config?: string): Promise<void> {
    editor = await startEditor({ app: { [MIGRATION]: TAGS, ...(config === undefined ? {} : { [CONFIG]: config }) } });
    await editor.open(MIGRATION);
  }

  it('changes severities when it is made, edited and deleted', async () => {
    await start();
    assert.deepEqual(shown(editor, MIGRATION), [asIs]);
    await editor.save({ [CONFIG]: '{ "rules": { "missing-created-at": "error" } }' });
    assert.deepEqual(shown(editor, MIGRATION), ['error missing-created-at 1:14 tags']);
    await editor.save({ [CONFIG]: '{ "rules": { "missing-created-at": "off" } }' });
    assert.deepEqual(shown(editor, MIGRATION), []);
    await editor.save({ [CONFIG]: undefined });
    assert.deepEqual(shown(editor, MIGRATION), [asIs]);
  });

  it('works while it is typed, before it is saved', async () => {
    await start('{ "rules": { "missing-created-at": "error" } }');
    await editor.open(CONFIG);
    await editor.type(CONFIG, '"error"', '"hint"');
    assert.deepEqual(shown(editor, MIGRATION), ['hint missing-created-at 1:14 tags']);
    await editor.close(CONFIG);
    assert.deepEqual(shown(editor, MIGRATION), ['error missing-created-at 1:14 tags']);
  });

  it('reports a problem at its key, and applies the rest', async () => {
    await start('{\n  "rules": {\n    "missing-created": "error",\n    "missing-created-at": "information"\n  }\n}\n');
    assert.deepEqual(shown(editor, MIGRATION), ['information missing-created-at 1:14 tags']);
    const [problem, ...others] = editor.diagnostics(CONFIG);
    assert.deepEqual(others, []);
    assert.deepEqual(problem!.range, { start: { line: 2, character: 4 }, end: { line: 2, character: 21 } });
    assert.match(problem!.message, /missing-created-at/);
    assert.ok(editor.statuses.at(-1)!.problems.includes(problem!.message));
    await editor.save({ [CONFIG]: '{ "rules": {} }' });
    assert.deepEqual(editor.diagnostics(CONFIG), []);
    assert.deepEqual(editor.statuses.at(-1)!.problems, []);
  });

  it('has no effect in a folder below, and says so when it is open', async () => {
    await start();
    const nested = `db/${CONFIG}`;
    await editor.save({ [nested]: '{ "rules": { "missing-created-at": "off" } }' });
    await editor.open(nested);
    assert.deepEqual(shown(editor, MIGRATION), [asIs]);
    assert.deepEqual(
      editor.diagnostics(nested).map(({ message }) => message),
      ['This file is not read, because only the migration-lens.json at the top of a workspace folder is. To use it, open its folder.'],
    );
    await editor.close(nested);
    assert.deepEqual(editor.diagnostics(nested), []);
  });

  for (const broken of ['{', '', '[]', 'null', '{ "rules": 3 }', '\u0000', '{ "rules": { "missing-created-at": "loud" } }']) {
    it(`falls back to the defaults: ${JSON.stringify(broken)}`, async () => {
      await start(broken);
      assert.deepEqual(shown(editor, MIGRATION), [asIs]);
      // An empty file has no problem, because editors create one before anything is typed.
      assert.equal(editor.diagnostics(CONFIG).length > 0, broken !== '');
    });
  }
});
