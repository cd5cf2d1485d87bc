import type { EngineSigns } from '../../sql/signs';
import { allSqlFiles, baseName } from '../layout/folder';
import type { FolderView } from '../tool';
import { type Databases, distinctEngines, isReadable } from './databases';

/** A database that a folder's path names. */
export interface FolderWord {
  readonly database: EngineSigns;
  /** The word has other meanings, too. */
  readonly isAmbiguous: boolean;
}

/** The database that a folder's path names. The deepest segment wins. */
export function folderWord(path: string, { all }: Databases): FolderWord | undefined {
  const segments = path.toLowerCase().split('/').reverse();
  const last = segments[0]!;
  const ambiguous = all.find(({ ambiguousWords }) => ambiguousWords?.includes(last));
  if (ambiguous !== undefined) return { database: ambiguous, isAmbiguous: true };
  const { inFolders } = lexiconOf(all);
  for (const segment of segments) {
    const bare = segment.replace(/^migrations?[-_]|[-_]migrations?$/, '').replace(/^jdbc-/, '');
    const rank = inFolders.get(bare);
    if (rank !== undefined) return { database: all[rank]!, isAmbiguous: false };
  }
  return undefined;
}

/** The database that a word between two dots of a file name means: `1_a.mysql.up.sql`. */
export function fileWord(name: string, { all }: Databases): EngineSigns | undefined {
  const words = baseName(name).toLowerCase().split('.').slice(1, -1);
  if (words.length === 0) return undefined;
  const { inFiles } = lexiconOf(all);
  const ranks = words.flatMap((word) => inFiles.get(word) ?? []);
  return ranks.length === 0 ? undefined : all[Math.min(...ranks)];
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

/** Words, each with the index of the first database that it means. */
interface Lexicon {
  readonly inFolders: ReadonlyMap<string, number>;
  readonly inFiles: ReadonlyMap<string, number>;
}

function lexiconOf(all: readonly EngineSigns[]): Lexicon {
  const known = lexicons.get(all);
  if (known !== undefined) return known;
  const made: Lexicon = {
    inFolders: ranked(all.map(({ words }) => words)),
    inFiles: ranked(all.map(({ words, ambiguousWords = [] }) => [...words, ...ambiguousWords])),
  };
  lexicons.set(all, made);
  return made;
}

/** Cached, because a folder has thousands of files. */
const lexicons = new WeakMap<readonly EngineSigns[], Lexicon>();

function ranked(words: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  // The last entry of a key wins, so the first database comes last.
  return new Map(words.flatMap((some, rank) => some.map((word) => [word, rank] as const)).reverse());
}
