import { loadModule, parseSync } from 'libpg-query';
import { detectRoots } from '../../server/src/migrations/detect';
import { replay } from '../../server/src/migrations/history';
import type { History } from '../../server/src/migrations/step';
import { toolById } from '../../server/src/migrations/tools';
import type { Migration, ToolId } from '../../server/src/migrations/unit';
import { initialSchema } from '../../server/src/schema/initial';
import type { Schema } from '../../server/src/schema/model';
import type { Dialect, Reading } from '../../server/src/sql/dialect';
import { libpgReader } from '../../server/src/sql/postgres/libpg/reader';
import { postgres } from '../../server/src/sql/postgres/postgres';

/** PostgreSQL as the server reads it. */
export async function testDialect(): Promise<Dialect> {
  await loadModule();
  return postgres(libpgReader(parseSync));
}

/** Replays migrations whose parts name files of `files`. */
export async function replayFiles(
  files: Readonly<Record<string, string>>,
  migrations: readonly Migration[],
  earlier?: History,
): Promise<History> {
  const dialect = await testDialect();
  const readings = new Map<string, Reading>();
  const read = (text: string): Reading => {
    const known = readings.get(text) ?? dialect.reader.read(text);
    readings.set(text, known);
    return known;
  };
  return replay(earlier?.initial ?? initialSchema(), migrations, { dialect, text: (file) => files[file], read }, earlier);
}

/** One file a migration, in the order of their names, all of it up. */
export function plainMigrations(files: Readonly<Record<string, string>>): readonly Migration[] {
  return Object.keys(files)
    .sort()
    .map((file) => ({
      id: file,
      version: /^\d*/.exec(file)![0],
      title: file,
      role: 'versioned',
      up: [{ direction: 'up', file, span: { start: 0, end: files[file]!.length }, transaction: 'on' }],
      down: [],
    }));
}

export async function schemaOf(sql: string): Promise<Schema> {
  const files = { '1_test.sql': sql };
  return (await replayFiles(files, plainMigrations(files))).final;
}

/**
 * Lays files out as their tool does and replays them: the first root that is detected, or all files as migrations of the
 * tool that is named. Fails when there is no root.
 */
export async function historyOf(files: Readonly<Record<string, string>>, toolId?: ToolId): Promise<History> {
  const sources = Object.keys(files)
    .sort()
    .map((path) => ({ path, text: files[path]! }));
  const root = toolId === undefined ? detectRoots(sources, (path) => files[path])[0] : { tool: toolId, folder: '' };
  if (root === undefined) throw new Error(`No migrations among ${Object.keys(files).join(', ')}`);
  const inside = root.folder === '' ? sources : sources.filter(({ path }) => path.startsWith(`${root.folder}/`));
  return replayFiles(files, toolById(root.tool).layout({ path: root.folder, files: inside }).migrations);
}
