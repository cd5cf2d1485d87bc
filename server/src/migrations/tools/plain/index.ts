import { PSQL, SHELL } from '../../../sql/placeholders/syntax';
import {
  allSqlFiles,
  baseName,
  type FolderEntry,
  isNoMigration,
  isNoMigrationsFolder,
  joinPath,
  parentFolder,
  sqlFiles,
} from '../../layout/folder';
import { withIncludes } from '../../layout/includes';
import { pairUp } from '../../layout/pairs';
import { wholeFile } from '../../layout/parts';
import { psqlIncludes } from '../../layout/psqlIncludes';
import { anySays } from '../../layout/sample';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { withUniqueIds } from '../../layout/versions';
import type { Claim, FolderView, MigrationTool } from '../../tool';
import { downNameOf, halvesOf, inOrder, isNumbered, versionOf } from './names';

/** Folder names that mean migrations regardless of the names of the files. */
const MIGRATIONS_FOLDER = /(?:^|\/)(?:db[-_]?)?(?:migrations?|migrate)$/i;
/** Annotations of sqlc, whose files hold queries. */
const SQLC_QUERY = /^--\s*name:\s*\w+\s+:\w+/m;
const DEFINES = /^\s*(?:create|alter|drop)\s/im;

/** Any other folder of SQL files, in the order of the numbers in front of the names, then of the names. */
export const plain: MigrationTool = {
  id: 'plain',
  name: 'plain SQL files',
  documentation: '',
  down: 'optional',
  watched: [],
  readsBelow: false,
  isLocal: true,

  detect(folder) {
    const files = sqlFiles(folder).filter(({ name }) => !isNoMigration(name));
    const found = (evidence: string) => ({ tool: 'plain', folder: folder.path, confidence: 'guess', evidence }) as const;
    if (files.length === 0 || isNoMigrationsFolder(folder.path) || anySays(files, SQLC_QUERY) !== undefined) return undefined;
    if (MIGRATIONS_FOLDER.test(folder.path)) return found('the name of the folder says so');
    return looksOrdered(folder, files) ? found('file names begin with numbers') : undefined;
  },

  /** The runner of these files is not known. It is usually psql, or a script in which the shell replaces variables. */
  placeholders: () => ({ syntaxes: [PSQL, SHELL], values: {} }),

  layout(folder) {
    const files = sqlFiles(folder).filter(({ name }) => !isNoMigration(name));
    // A file that is a migration itself is not included a second time.
    const own = new Set(files.map(({ file }) => file));
    const others = allSqlFiles(folder).flatMap(({ file }) => (own.has(file) ? [] : [file]));
    const includes = psqlIncludes(folder.path, others);
    const { migrations, problems } = pairUp([...halvesOf(files)].sort(inOrder), {
      key: ({ id }) => id,
      part: ({ direction, file }) => withIncludes(file, wholeFile(direction, file, 'driver'), includes),
      harm: 'two files cannot be the same migration',
    });
    return { migrations: withUniqueIds(migrations), problems };
  },

  /** Only beside a file whose name contains `up`. A down beside any other name would be read as one more up. */
  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    const name = up === undefined ? undefined : downNameOf(baseName(up));
    return up === undefined || name === undefined ? undefined : newDownFile(joinPath(parentFolder(up), name)!, up, body, lookup);
  },
};

/** A claim on a folder with at least one numbered file: too weak for a root, enough to report a folder for another database. */
export function looseClaim(folder: FolderView): Claim | undefined {
  const isNumberedSet = !isNoMigrationsFolder(folder.path) && sqlFiles(folder).some(({ name }) => isNumbered(name));
  return isNumberedSet ? { tool: 'plain', folder: folder.path, confidence: 'guess', evidence: 'file names begin with numbers' } : undefined;
}

/**
 * Whether the files form an ordered set: at least two numbers (one is enough in the workspace folder itself), few files without a
 * number, and at least one definition. A single numbered file, or numbered queries, may be anything.
 */
function looksOrdered(folder: FolderView, files: readonly FolderEntry[]): boolean {
  const numbered = files.filter(({ name }) => isNumbered(name));
  const numbers = new Set(numbered.map(({ name }) => versionOf(name)));
  const enough = numbers.size >= (folder.path === '' ? 1 : 2) && numbered.length >= files.length * 0.8;
  return enough && anySays(numbered, DEFINES) !== undefined;
}
