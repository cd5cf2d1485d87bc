import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';
import { postgresReadBy } from '../../server/src/engines/postgres/engine';
import { libpg } from '../../server/src/engines/postgres/read/libpg/reader';
import { replay } from '../../server/src/migrations/replay/history';
import type { History } from '../../server/src/migrations/replay/step';
import type { Migration } from '../../server/src/migrations/unit';
import type { Engine, Schema } from '../../server/src/schema/model/schema';
import type { Reading } from '../../server/src/sql/dialect';
import type { FilledIn } from '../../server/src/sql/placeholders/filledIn';

/** The PostgreSQL engine with the reader that the language server uses in Node. */
export async function testEngine(): Promise<Engine> {
  await loadModule();
  return postgresReadBy(libpg(parseSync, parsePlPgSQLSync));
}

/** Replays migrations whose parts name files of `files`. */
export async function replayFiles(
  files: Readonly<Record<string, string>>,
  migrations: readonly Migration[],
  earlier?: History,
  filled?: FilledIn,
  engine?: Engine,
): Promise<History> {
  const dialect = engine ?? (await testEngine());
  const readings = new Map<string, Reading>();
  const read = (text: string): Reading => {
    const known = readings.get(text) ?? dialect.reader.read(text);
    readings.set(text, known);
    return known;
  };
  const sources = { dialect, read, ...filled, text: (file: string) => files[file] };
  return replay(earlier?.initial ?? dialect.newDatabase(), migrations, sources, earlier);
}

/** One migration for each file, in the order of the names. The whole file is the up. */
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

/** Schema after a single migration with this SQL. */
export async function schemaOf(sql: string): Promise<Schema> {
  const files = { '1_test.sql': sql };
  return (await replayFiles(files, plainMigrations(files))).final;
}
