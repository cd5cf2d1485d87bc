import type { DocumentInput } from '../../server/src/docs/input';
import { columnNames, displayName, foreignKeys } from '../../server/src/schema/queries';
import { historyOf } from '../support/memoryProject';

/** Input for the document of these files (path → text), with a diagram that says what it was asked for. */
export async function inputOf(files: Readonly<Record<string, string>>, more: Partial<DocumentInput> = {}): Promise<DocumentInput> {
  const history = await historyOf(files);
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
    diagram: (ids, detail) => {
      const tables = ids.flatMap((id) => final.tables.get(id) ?? []);
      const names = tables.map((table) => {
        const columns =
          detail === 'full'
            ? columnNames(
                table,
                table.columns.map((column) => column.number),
              ).length
            : 0;
        return `  "${displayName(final, table)}" %% ${detail}, ${columns} columns, ${foreignKeys(table).length} relations`;
      });
      return ['erDiagram', ...names].join('\n');
    },
    ...more,
  };
}
