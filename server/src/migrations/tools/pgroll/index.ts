import { baseName, entries, type FolderEntry, parentFolder } from '../../layout/folder';
import { anySays } from '../../layout/sample';
import { withUniqueIds } from '../../layout/versions';
import { compareBytes } from '../../order';
import type { FolderView, MigrationTool } from '../../tool';
import type { Migration } from '../../unit';
import { readPgrollFile } from './file';

const NAME = /^([^/]+)\.(?:ya?ml|json)$/;
/** Every file has `operations`; this matches the first one that pgroll knows. */
const OPERATIONS =
  /^\s*(?:"operations"\s*:\s*\[\s*\{\s*"|operations:\s*\n\s*-\s+)(?:sql|create_(?:table|index|constraint)|drop_\w+|add_column|alter_column|rename_\w+|set_replica_identity)\b/m;

/** One YAML or JSON file per migration, with a list of operations, in the order of names. */
export const pgroll: MigrationTool = {
  id: 'pgroll',
  name: 'pgroll',
  documentation: 'https://pgroll.com/docs/latest/operations',
  down: 'optional',
  watched: ['yaml', 'yml', 'json'].flatMap((ending) => [`**/migrations/*.${ending}`, `**/*pgroll*/**/*.${ending}`]),
  readsBelow: false,
  onlyFor: 'postgresql',

  rootOf: (path) => (NAME.test(baseName(path)) && /(?:^|\/)(?:migrations|[^/]*pgroll[^/]*)\//.test(path) ? parentFolder(path) : undefined),

  detect(folder) {
    const marked = anySays(operationFiles(folder), OPERATIONS);
    return marked && { tool: 'pgroll', folder: folder.path, confidence: 'strong', evidence: `${marked.path} lists operations of pgroll` };
  },

  layout(folder) {
    const files = [...operationFiles(folder)].sort((a, b) => compareBytes(a.name, b.name));
    const read = files.map(({ name, file }) => ({ id: NAME.exec(name)![1]!, file, content: readPgrollFile(file) }));
    const migrations = read.map(({ id, file, content: { up, down, code } }): Migration => {
      const [, version = id, title = ''] = /^(\d+)[-_]?(.*)$/s.exec(id) ?? [];
      return {
        id,
        version,
        title,
        role: 'versioned',
        up,
        down,
        ...(code.length === 0 ? {} : { code: Object.fromEntries(code.map((direction) => [direction, file.path])) }),
      };
    });
    return { migrations: withUniqueIds(migrations), problems: read.flatMap(({ content }) => content.problems) };
  },

  scaffoldDown: () => undefined,
};

function operationFiles(folder: FolderView): readonly FolderEntry[] {
  return entries(folder).filter(({ name }) => NAME.test(name));
}
