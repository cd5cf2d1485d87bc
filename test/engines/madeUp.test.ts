import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../../server/src/cli/main';
import { workOf } from '../../server/src/cli/run';
import { CONFIG_FILE } from '../../server/src/config/file';
import { engines, otherDatabases } from '../../server/src/engines';
import { completionsAt } from '../../server/src/language/completion';
import { hoverAt } from '../../server/src/language/hover';
import { createProject, type Project } from '../../server/src/project/project';
import { documentRoot, drawDiagram } from '../../server/src/project/views';
import { catalog } from '../../server/src/schema/catalog';
import type { Engine, EngineDescription } from '../../server/src/schema/model/schema';
import { outlineOf } from '../../server/src/schema/outline';
import { startEditor } from '../lsp/editor';
import { description } from './madeUp';

const all = [...engines, description];
const USERS = 'MAKE TABLE users (id whole, name words);\n';
const ORDERS = 'MAKE TABLE orders (id whole);\n';
const FILES = { 'db/migrations/1_users.sql': USERS, 'db/migrations/2_orders.sql': ORDERS };

async function projectOf(files: Readonly<Record<string, string>>, list: readonly EngineDescription[] = all): Promise<Project> {
  const loaded: readonly Engine[] = await Promise.all(list.map((engine) => engine.load()));
  const project = createProject(loaded, { otherDatabases });
  project.update(new Map(Object.entries(files)));
  return project;
}

/** Each root as `folder: engine (evidence)`. */
function enginesOf(project: Project): readonly string[] {
  return project.roots().map(({ folder, engine, detection }) => `${folder}: ${engine.name} (${detection.engine.evidence ?? '-'})`);
}

describe('an engine that is added', () => {
  it('is detected by its signs, beside PostgreSQL', async () => {
    const postgres = { 'pg/1_a.sql': 'CREATE TABLE a (id serial);', 'pg/2_b.sql': 'CREATE TABLE b (id serial);' };
    assert.deepEqual(enginesOf(await projectOf({ ...FILES, ...postgres })), [
      'db/migrations: MadeUp (the statements say so)',
      'pg: PostgreSQL (the name of the folder says so)',
    ]);
    const plain = { 'm/1_a.sql': 'ALTER TABLE a;', 'm/2_b.sql': 'ALTER TABLE b;' };
    assert.deepEqual(enginesOf(await projectOf({ ...plain, 'package.json': '{ "dependencies": { "madeup-driver": "1" } }' })), [
      'm: MadeUp (package.json has a driver for it)',
    ]);
    assert.deepEqual(enginesOf(await projectOf({ ...plain, 'compose.yaml': 'services:\n  db:\n    image: madeup:3\n' })), [
      'm: MadeUp (compose.yaml runs it)',
    ]);
    assert.deepEqual(enginesOf(await projectOf({ 'madeup/migrations/1_a.sql': 'ALTER TABLE a;' })), [
      'madeup/migrations: MadeUp (the name of the folder says so)',
    ]);
  });

  it('is chosen by migration-lens.json', async () => {
    const project = await projectOf({ 'm/1_a.sql': ORDERS, [CONFIG_FILE]: '{ "roots": [{ "folder": "m", "dialect": "madeup" }] }' });
    assert.deepEqual(project.configProblems, []);
    assert.deepEqual(enginesOf(project), ['m: MadeUp (migration-lens.json says so)']);
  });

  it('makes schema, findings, diagram, document and hover', async () => {
    const project = await projectOf(FILES);
    const root = project.roots()[0]!;
    assert.equal(outlineOf(root.history.final), 'ORDERS\n  ID  whole\n\nUSERS\n  ID    whole\n  NAME  words\n');
    assert.match(drawDiagram(root, {}).source, /^erDiagram[\s\S]*"USERS"[\s\S]*`words`\? `NAME`/);
    const { result } = documentRoot(project, root, undefined);
    assert.ok(result.kind !== 'refused' && result.text.includes('MadeUp') && result.text.includes('USERS'));
    assert.doesNotMatch(result.text, /postgres|TEMP/i);
    assert.deepEqual(catalog(root.history.final).schemas, [{ name: 'HOME' }]);
    assert.equal(
      hoverAt(root.history, 'db/migrations/1_users.sql', USERS.indexOf('users'))?.sql,
      'CREATE TABLE USERS (\n  ID whole,\n  NAME words\n);',
    );
  });

  it('is asked for the types that completion offers', async () => {
    const text = `${USERS}ALTER TABLE users ADD age `;
    const root = (await projectOf({ ...FILES, 'db/migrations/1_users.sql': text })).roots()[0]!;
    const offered = completionsAt(root.history, root.engine, 'db/migrations/1_users.sql', text.length);
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['whole', 'words'],
    );
  });

  it('says what it refuses and cannot read', async () => {
    const project = await projectOf({
      ...FILES,
      'db/migrations/3_again.sql': 'MAKE TABLE users (id whole);\nMAKE TABLE x (a lots);\nMAKE nothing;\n',
    });
    const findings = project.findings(project.roots()[0]!);
    assert.deepEqual(
      findings.map(({ rule, message }) => `${rule}: ${message}`),
      [
        'duplicate-table: There is already a table `USERS`, created in `db/migrations/1_users.sql`. Choose another name, or drop the first one before.',
        'refused-statement: MadeUp knows no type `lots` (feature_not_supported).',
        'syntax-error: MadeUp cannot read this: expected MAKE TABLE.',
      ],
    );
  });

  it('is offered no clause that it does not have', async () => {
    const again = { ...FILES, 'db/migrations/3_again.sql': 'MAKE TABLE users (id whole);\n' };
    const fixesOf = async (engine: EngineDescription): Promise<readonly string[]> => {
      const project = await projectOf(again, [...engines, engine]);
      return project.findings(project.roots()[0]!).flatMap(({ fixes }) => fixes.map(({ title }) => title));
    };
    assert.deepEqual(await fixesOf(description), []);
    const other = { ...description, load: async () => ({ ...(await description.load()), mayAskExistence: () => true }) };
    assert.deepEqual(await fixesOf(other), ['Add IF NOT EXISTS']);
  });

  it('gives way to the rules of the next engine when its driver is gone', async () => {
    const file = 'db/migrations/1_a.sql';
    const text = 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (a_id int REFERENCES a);\n';
    const project = await projectOf({ [file]: text, 'package.json': '{ "dependencies": { "madeup-driver": "1" } }' });
    const found = (): readonly string[] => project.findings(project.roots()[0]!, new Set([file])).map(({ rule }) => rule);
    assert.deepEqual(enginesOf(project), ['db/migrations: MadeUp (package.json has a driver for it)']);
    assert.ok(!found().includes('fk-missing-index'));
    project.update(new Map([['package.json', undefined]]));
    assert.deepEqual(enginesOf(project), ['db/migrations: PostgreSQL (-)']);
    assert.ok(found().includes('fk-missing-index'));
  });

  it('is known to the command line and to the editor', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'made-up-'));
    try {
      mkdirSync(path.join(folder, 'db/migrations'), { recursive: true });
      for (const [file, text] of Object.entries(FILES)) writeFileSync(path.join(folder, file), text);
      let output = '';
      const print = (text: string): void => {
        output += text;
      };
      const terminal = { cwd: folder, colour: false, out: print, err: print };
      const program = { loadWork: async () => workOf(all, otherDatabases), cache: undefined };
      assert.equal(await main(['schema', '--dialect', 'madeup'], terminal, program), 0, output);
      assert.match(output, /USERS/);
      assert.equal(await main(['schema', '--dialect', 'madeapp'], terminal, program), 2);
      assert.match(output, /--dialect knows no ‘madeapp’\. Did you mean madeup\?/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const editor = await startEditor({ app: FILES }, { environment: { engines: all, otherDatabases } });
    assert.equal(editor.statuses.at(-1)!.roots[0]!.tables, 2);
    editor.dispose();
  });

  it('is named with the others where a folder cannot be read', async () => {
    const project = await projectOf(FILES, engines);
    assert.deepEqual(enginesOf(project), ['db/migrations: PostgreSQL (-)']);
  });
});
