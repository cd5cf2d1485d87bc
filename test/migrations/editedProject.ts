import { replay } from '../../server/src/migrations/replay/history';
import type { History } from '../../server/src/migrations/replay/step';
import type { Migration, Part } from '../../server/src/migrations/unit';
import type { Engine, Schema } from '../../server/src/schema/model/schema';
import { listTables } from '../../server/src/schema/queries';
import type { Reading } from '../../server/src/sql/dialect';

export type Files = Readonly<Record<string, string>>;

/** A project whose files can be edited. Migrations and parts stay the same objects as long as their spans do. */
export function editedProject(dialect: Engine): {
  replay(files: Files): History;
  /** Statements that were passed to the reader since the last call. */
  reads(): readonly string[];
} {
  const readings = new Map<string, Reading>();
  const migrations = new Map<string, Migration>();
  const initial = dialect.newDatabase();
  let reads: string[] = [];
  let history: History | undefined;
  const migrationOf = (up: string, files: Files): Migration => {
    const down = up.replace('.up.', '.down.');
    const key = [up, files[up]!.length, files[down]?.length].join();
    const known = migrations.get(key);
    if (known !== undefined) return known;
    const part = (direction: Part['direction'], file: string): Part[] =>
      files[file] === undefined || (direction === 'down' && file === up)
        ? []
        : [{ direction, file, span: { start: 0, end: files[file].length }, transaction: 'on' }];
    const migration: Migration = { id: up, version: up, title: up, role: 'versioned', up: part('up', up), down: part('down', down) };
    migrations.set(key, migration);
    return migration;
  };
  return {
    replay(files) {
      const sources = {
        dialect,
        text: (file: string) => files[file],
        read(text: string): Reading {
          const known = readings.get(text);
          if (known !== undefined) return known;
          reads.push(text);
          const reading = dialect.reader.read(text);
          readings.set(text, reading);
          return reading;
        },
      };
      const ups = Object.keys(files)
        .filter((file) => !file.includes('.down.'))
        .sort();
      history = replay(
        initial,
        ups.map((up) => migrationOf(up, files)),
        sources,
        history,
      );
      return history;
    },
    reads() {
      const result = reads;
      reads = [];
      return result;
    },
  };
}

/** Each table with the names of its columns, `t(a b)`, sorted by name. */
export function tables(schema: Schema): readonly string[] {
  return listTables(schema).map((table) => `${table.name}(${table.columns.map((column) => column.name).join(' ')})`);
}
