import type { EngineSigns } from '../../sql/signs';
import { allSqlFiles, baseName } from '../layout/folder';
import type { FolderView } from '../tool';
import { type Databases, distinctEngines, isReadable } from './databases';

/** The database that the path of a folder names; the word that stands deepest counts. */
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

/** The database that a word between dots names: `1_a.mysql.up.sql`. */
export function fileWord(name: string, { all }: Databases): EngineSigns | undefined {
  const words = baseName(name).toLowerCase().split('.').slice(1, -1);
  return words.length === 0
    ? undefined
    : all.find((database) => [...database.words, ...(database.ambiguousWords ?? [])].some((word) => words.includes(word)));
}

/**
 * The database that the names of the files say. Of several, one that can be read: files for others may stand beside its own.
 * One that cannot be read is meant only where every file is for it.
 */
export function fileWordsOf(folder: FolderView, databases: Databases): EngineSigns | undefined {
  const files = allSqlFiles(folder);
  const named = files.flatMap(({ name }) => fileWord(name, databases) ?? []);
  if (named.length === 0) return undefined;
  const readable = databases.all.find((database) => named.includes(database) && isReadable(database, databases));
  if (readable !== undefined) return readable;
  return named.length === files.length && distinctEngines(named).length === 1 ? named[0] : undefined;
}
