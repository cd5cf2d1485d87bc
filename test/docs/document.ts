import { graphOf } from '../../server/src/diagram/graph';
import { mermaidSource } from '../../server/src/diagram/write/mermaid';
import type { DocumentInput } from '../../server/src/docs/input';
import type { MigrationTool } from '../../server/src/migrations/tool';
import { golangMigrate } from '../../server/src/migrations/tools/golangMigrate';
import { noFiles, onPostgres } from '../support/databases';
import { replayFiles } from '../support/memoryProject';

/** Input of the document for these files (path → text). The folder of the migrations is `migrations`. */
export async function inputOf(
  files: Readonly<Record<string, string>>,
  more: Partial<DocumentInput> & { readonly adapter?: MigrationTool } = {},
): Promise<DocumentInput> {
  const { adapter = golangMigrate, ...rest } = more;
  const folder = 'migrations';
  const paths = Object.keys(files).sort();
  const { migrations } = adapter.layout({ path: folder, files: paths.map((path) => ({ path, text: files[path]! })) }, noFiles, onPostgres);
  const history = await replayFiles(files, migrations);
  return {
    history,
    database: 'PostgreSQL',
    tool: adapter,
    folder,
    file: 'DATABASE.md',
    title: 'Database',
    groups: {},
    text: (file) => files[file],
    diagram: (tables, detail) => mermaidSource(graphOf(history.final, { tables }), { flavour: 'portable', detail }),
    ...rest,
  };
}
