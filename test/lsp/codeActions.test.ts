import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { lineIndex } from '../../server/src/text/lineIndex';
import { type Editor, startEditor } from './editor';
import { edited, shown } from './shown';

const DATES = 'created_at date, updated_at date';

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

describe('quick fixes', () => {
  let editor: Editor;
  afterEach(() => {
    assert.deepEqual(editor.errors, []);
    editor.dispose();
  });

  /** Code actions at the cursor `‸` of the last file. */
  async function at(files: Readonly<Record<string, string>>, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const path = Object.keys(files).at(-1)!;
    const offset = files[path]!.indexOf('‸');
    const text = files[path]!.replace('‸', '');
    editor = await startEditor({ app: { ...files, [path]: text } });
    await editor.open(path);
    const position = lineIndex(text).positionAt(offset);
    return editor.codeActions(path, { start: position, end: position }, only);
  }

  /** The files after the code action with this title, path → text. */
  function mended(actions: readonly CodeAction[], title: RegExp): Record<string, string> {
    const action = actions.find((candidate) => title.test(candidate.title));
    assert.ok(action?.edit !== undefined, `none of: ${actions.map((candidate) => candidate.title).join(' | ')}`);
    const files = edited(editor, {}, action.edit);
    return Object.fromEntries(Object.entries(files).map(([uri, text]) => [uri.replace('memory:/app/', ''), text]));
  }

  it('make the file that a tool keeps the down in', async () => {
    const actions = await at({ 'migrations/000001_tags.up.sql': `CREATE TABLE ‸tags (id int PRIMARY KEY, ${DATES});\n` });
    assert.deepEqual(mended(actions, /down migration/), { 'migrations/000001_tags.down.sql': 'DROP TABLE tags;\n' });
    const action = actions.find(({ title }) => /down migration/.test(title))!;
    assert.equal(action.kind, 'quickfix');
    assert.equal(action.isPreferred, true);
    assert.deepEqual(
      action.diagnostics!.map(({ code }) => code),
      ['missing-down-migration'],
    );
  });

  it('add the section that a tool keeps the down in', async () => {
    const up = `-- +goose Up\nCREATE TABLE tags (id int PRIMARY KEY, ${DATES});\n`;
    assert.deepEqual(mended(await at({ 'migrations/00001_tags.sql': `‸${up}` }), /down migration/), {
      'migrations/00001_tags.sql': `${up}\n-- +goose Down\nDROP TABLE tags;\n`,
    });
  });

  it('insert an index line', async () => {
    const text = `CREATE TABLE a (id int PRIMARY KEY, ${DATES});\nCREATE TABLE b (id int PRIMARY KEY, a_id‸ int REFERENCES a (id), ${DATES});\n`;
    assert.deepEqual(mended(await at({ 'migrations/001_ab.sql': text }), /index/i), {
      'migrations/001_ab.sql': `${text.replace('‸', '')}CREATE INDEX b_a_id_idx ON b (a_id);\n`,
    });
  });

  it('end a line as the file does', async () => {
    const text = `CREATE TABLE a (id int PRIMARY KEY, ${DATES});\r\nCREATE TABLE b (id int PRIMARY KEY, a_id‸ int REFERENCES a (id), ${DATES});\r\n`;
    const actions = await at({ 'migrations/001_ab.sql': text });
    for (const title of [/^(?!Ignore).*index/i, /^Ignore/]) {
      const [changed] = Object.values(mended(actions, title));
      assert.ok(!/[^\r]\n/.test(changed!), JSON.stringify(changed));
    }
  });

  it('put a comment above the line that is to be left alone', async () => {
    const files = { 'migrations/001_tags.sql': `\n  CREATE TABLE ‸tags (id int PRIMARY KEY, updated_at date);\n` };
    const changed = mended(await at(files), /^Ignore `missing-created-at`/);
    assert.deepEqual(changed, {
      'migrations/001_tags.sql':
        '\n  -- migration-lens: ignore missing-created-at: \n  CREATE TABLE tags (id int PRIMARY KEY, updated_at date);\n',
    });
    await editor.close('migrations/001_tags.sql');
    await editor.open('migrations/001_tags.sql', changed['migrations/001_tags.sql']);
    assert.deepEqual(shown(editor, 'migrations/001_tags.sql'), []);
  });

  it('are applied all at once when the editor asks for that', async () => {
    const text = 'CREATE TABLE a (‸id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a (id));\n';
    const path = 'migrations/001_ab.sql';
    const actions = await at({ [path]: text }, ['source.fixAll']);
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ['source.fixAll.migrationLens'],
    );
    // The fixes for both columns insert at the same place, so a pass applies one of them. The editor asks again until nothing is left.
    let changed = text.replace('‸', '');
    for (const missing of ['created_at', 'updated_at']) {
      const here = missing === 'created_at' ? actions : await editor.codeActions(path, NOWHERE, ['source.fixAll']);
      changed = Object.values(edited(editor, { [path]: changed }, here[0]!.edit!))[0]!;
      await editor.close(path);
      await editor.open(path, changed);
    }
    assert.deepEqual(shown(editor, path), []);
    assert.match(changed, /CREATE INDEX b_a_id_idx ON b \(a_id\);/);
    assert.deepEqual(await editor.codeActions(path, NOWHERE, ['source.fixAll']), []);
  });

  it('are only those that were asked for', async () => {
    const files = { 'migrations/001_tags.sql': 'CREATE TABLE ‸tags (id int PRIMARY KEY);\n' };
    assert.deepEqual(await at(files, ['refactor']), []);
    const position = { line: 0, character: 13 };
    const all = await editor.codeActions('migrations/001_tags.sql', { start: position, end: position });
    assert.ok(all.length > 0 && all.every(({ kind }) => kind === 'quickfix'));
  });

  it('are none where nothing is found, and none for an unknown document', async () => {
    const files = { 'migrations/001_tags.sql': 'CREATE TABLE tags (id int PRIMARY KEY);\n\n\n-- end‸\n' };
    assert.deepEqual(await at(files), []);
    assert.deepEqual(await editor.codeActions('migrations/002_unknown.sql', NOWHERE), []);
  });
});
