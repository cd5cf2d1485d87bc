import { tomlValue } from '../../layout/configs';
import { baseName, entries, folderAbove, joinPath, subfolders } from '../../layout/folder';
import { wholeFile } from '../../layout/parts';
import { fileProblem, withUniqueIds } from '../../layout/versions';
import { compareLocale } from '../../order';
import type { FileLookup, FolderView, MigrationTool, NamedDatabase } from '../../tool';

const LOCK = 'migration_lock.toml';

/** One folder per migration, with `migration.sql`, in the order of the folders' names. There are no downs. */
export const prisma: MigrationTool = {
  id: 'prisma',
  name: 'Prisma Migrate',
  documentation: 'https://www.prisma.io/docs/orm/prisma-migrate',
  down: 'none',
  watched: ['**/migration_lock.toml', '**/schema.prisma'],
  readsBelow: true,
  lockFile: LOCK,

  rootOf: (path) => (baseName(path) === 'migration.sql' ? folderAbove(path) : undefined),

  detect(folder) {
    const steps = subfolders(folder).filter(({ files }) => files.has('migration.sql'));
    if (hasLock(folder)) {
      const provider = providerOf(folder);
      return provider !== undefined && steps.length > 0
        ? { tool: 'prisma', folder: folder.path, confidence: 'proof', evidence: provider.evidence }
        : undefined;
    }
    return steps.some(({ name }) => /^\d+_/.test(name))
      ? { tool: 'prisma', folder: folder.path, confidence: 'guess', evidence: 'its folders hold migration.sql' }
      : undefined;
  },

  databasesNamed(folder, lookup) {
    const provider = providerOf(folder) ?? schemaProvider(folder, lookup);
    return provider === undefined ? [] : [provider];
  },

  layout(folder) {
    const steps = [...subfolders(folder)].sort((a, b) => compareLocale(a.name, b.name));
    const migrations = steps.flatMap(({ name, files }) => {
      const file = files.get('migration.sql');
      const [, version = name, title = ''] = /^(\d+)_(.*)$/s.exec(name) ?? [];
      return file === undefined
        ? []
        : [{ id: name, version, title, role: 'versioned', up: [wholeFile('up', file, 'driver')], down: [] } as const];
    });
    const problems = steps.flatMap(({ files }) => {
      const sql = [...files].find(([name]) => /\.sql$/i.test(name))?.[1];
      return sql === undefined || files.has('migration.sql')
        ? []
        : [fileProblem(sql, 'There is no migration.sql in this folder, so Prisma refuses all migrations.')];
    });
    return { migrations: withUniqueIds(migrations), problems };
  },

  scaffoldDown: () => undefined,
};

function hasLock(folder: FolderView): boolean {
  return entries(folder).some(({ name }) => name === LOCK);
}

function providerOf(folder: FolderView): NamedDatabase | undefined {
  const lock = entries(folder).find(({ name }) => name === LOCK)?.file;
  const provider = lock && tomlValue(lock.text, 'provider');
  return typeof provider === 'string' ? { name: provider, evidence: `${lock!.path} says ${provider}` } : undefined;
}

/** The provider in the schema beside the folder: the lock file is written by the first migration that Prisma itself makes. */
function schemaProvider({ path }: FolderView, lookup: FileLookup): NamedDatabase | undefined {
  const file = joinPath(path, '../schema.prisma');
  const text = file === undefined ? undefined : lookup(file);
  const name = text === undefined ? undefined : DATASOURCE.exec(text.replace(/\/\/.*$/gm, ''))?.[1];
  return name === undefined ? undefined : { name, evidence: `${file} says ${name}` };
}

const DATASOURCE = /\bdatasource\s+\w+\s*\{[^}]*?\bprovider\s*=\s*"(\w+)"/;
