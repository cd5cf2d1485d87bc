import { graphOf } from '../../server/src/diagram/graph';
import { mermaidSource } from '../../server/src/diagram/mermaid';
import type { DocumentInput } from '../../server/src/docs/input';
import type { Direction, Migration, Part } from '../../server/src/migrations/unit';
import { replayFiles } from '../support/memoryProject';

/** Input for the document of these files (path → text). */
export async function inputOf(files: Readonly<Record<string, string>>, more: Partial<DocumentInput> = {}): Promise<DocumentInput> {
  const history = await replayFiles(files, pairs(files));
  const { final } = history;
  return {
    history,
    database: 'PostgreSQL',
    tool: { name: 'golang-migrate', documentation: 'https://github.com/golang-migrate/migrate', down: 'expected' },
    folder: 'migrations',
    file: 'DATABASE.md',
    title: 'Database',
    groups: {},
    text: (file) => files[file],
    diagram: (tables, detail) => mermaidSource(graphOf(final, { tables }), { flavour: 'portable', detail }),
    ...more,
  };
}

/** `001_title.up.sql` and its down. */
function pairs(files: Readonly<Record<string, string>>): readonly Migration[] {
  const part = (file: string, direction: Direction): readonly Part[] =>
    files[file] === undefined ? [] : [{ direction, file, span: { start: 0, end: files[file].length }, transaction: 'driver' }];
  return Object.keys(files)
    .filter((file) => file.endsWith('.up.sql'))
    .sort()
    .map((file) => {
      const [, version, title] = /([0-9]+)_([^/]*)\.up\.sql$/.exec(file)!;
      return {
        id: version!,
        version: version!,
        title: title!,
        role: 'versioned',
        up: part(file, 'up'),
        down: part(file.replace(/up\.sql$/, 'down.sql'), 'down'),
      };
    });
}
