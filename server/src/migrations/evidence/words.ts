import type { EngineSigns } from '../../sql/signs';
import { allSqlFiles, baseName } from '../layout/folder';
import type { FolderView } from '../tool';
import { type Databases, distinctEngines, isReadable } from './databases';

/** The database that a folder's path names. The deepest segment wins. */
export function folderWord(path: string, { all }: Databases): EngineSigns | undefined {
  const segments = path.toLowerCase().split('/').reverse();
  const last = segments[0]!;
  const ambiguous = all.find(({ ambiguousWords }) => ambiguousWords?.includes(last));
  if (ambiguous !== undefined) return ambiguous;
  for (const segment of segments) {
    const bare = segment.replace(/^migrations?[-_]|[-_]migrations?$/, '').replace(/^jdbc-/, '');
    const found = all.find(({ words }) => words.includes(bare));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The database that a word between two dots of a file name means: `1_a.mysql.up.sql`. */
export function fileWord(name: string, { all }: Databases): EngineSigns | undefined {
  const words = baseName(name).toLowerCase().split('.').slice(1, -1);
  return words.length === 0
    ? undefined
    : all.find((database) => [...database.words, ...(database.ambiguousWords ?? [])].some((word) => words.includes(word)));
}

/**
 * The database that the file names say. If they name several, a readable one wins, because files for other databases may stand beside
 * its own. An unreadable one is the answer only if every file names it.
 */
export function fileWordsOf(folder: FolderView, databases: Databases): EngineSigns | undefined {
  const files = allSqlFiles(folder);
  const named = files.flatMap(({ name }) => fileWord(name, databases) ?? []);
  if (named.length === 0) return undefined;
  const readable = databases.all.find((database) => named.includes(database) && isReadable(database, databases));
  if (readable !== undefined) return readable;
  return named.length === files.length && distinctEngines(named).length === 1 ? named[0] : undefined;
}
