import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseConfig } from '../../server/src/config/config';
import { engines } from '../../server/src/engines';
import { lint } from '../../server/src/lint/engine/lint';
import type { MigrationTool } from '../../server/src/migrations/tool';
import { golangMigrate } from '../../server/src/migrations/tools/golangMigrate';
import { goose } from '../../server/src/migrations/tools/goose';
import type { Layout, Part } from '../../server/src/migrations/unit';
import { sharedServer } from '../differential/server';
import { noFiles, onPostgres } from '../support/databases';
import { replayFiles, testEngine } from '../support/memoryProject';

type Files = Readonly<Record<string, string>>;

const EXAMPLES = path.join(import.meta.dirname, '../../examples');

describe('the examples', () => {
  for (const [name, tool] of [
    ['shop', golangMigrate],
    ['notes', goose],
  ] as const) {
    it(`${name}: lint finds exactly the findings in its README`, async () =>
      assert.deepEqual(await findings(name, tool), documented(name)));

    it(`${name}: a real PostgreSQL takes all ups and then all downs, and nothing is left`, async () => {
      const { files, layout } = read(name, tool);
      const run = await database(files);
      for (const migration of layout.migrations) for (const part of migration.up) await run.part(part);
      assert.notEqual(await run.relations(), 0);
      for (const migration of [...layout.migrations].reverse()) for (const part of migration.down) await run.part(part);
      assert.equal(await run.relations(), 0);
    });
  }
});

/** Findings as `file rule`, sorted. */
async function findings(name: string, tool: MigrationTool): Promise<readonly string[]> {
  const { files, layout, settings } = read(name, tool);
  const found = lint({
    history: await replayFiles(files, layout.migrations),
    tool,
    engine: await testEngine(),
    layoutProblems: layout.problems,
    missingValues: [],
    settings,
    text: (file) => files[file] ?? '',
    lookup: (file) => files[file],
  });
  return found.map(({ file, rule }) => `${path.posix.basename(file)} ${rule}`).sort();
}

/** Rows of the README's table that begin with a file and a rule, as `file rule`, sorted. */
function documented(name: string): readonly string[] {
  const readme = readFileSync(path.join(EXAMPLES, name, 'README.md'), 'utf8');
  return [...readme.matchAll(/^\| `([\w.]+\.sql)`[^|]*\| \[`([\w-]+)`\]/gm)].map(([, file, rule]) => `${file} ${rule}`).sort();
}

function read(name: string, tool: MigrationTool) {
  const paths = readdirSync(path.join(EXAMPLES, name, 'migrations')).map((file) => `migrations/${file}`);
  const files: Files = Object.fromEntries(paths.map((file) => [file, readFileSync(path.join(EXAMPLES, name, file), 'utf8')]));
  const layout: Layout = tool.layout(
    { path: 'migrations', files: paths.sort().map((file) => ({ path: file, text: files[file]! })) },
    noFiles,
    onPostgres,
  );
  const config = name === 'shop' ? readFileSync(path.join(EXAMPLES, name, 'migration-lens.json'), 'utf8') : '';
  return { files, layout, settings: parseConfig(config, engines).config };
}

async function database(files: Files) {
  const server = await sharedServer();
  await server.reset();
  return {
    part: async ({ file, span }: Part) => assert.equal(await server.run(files[file]!.slice(span.start, span.end)), undefined, file),
    /** Tables, views, indexes, sequences, types and functions of the schema `public`. */
    relations: async () => {
      const [found] = await server.query<{ count: number }>(`
        SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace)
             + (SELECT count(*) FROM pg_type WHERE typnamespace = 'public'::regnamespace)
             + (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace) AS count`);
      return Number(found!.count);
    },
  };
}
