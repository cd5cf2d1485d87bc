import type { EngineSigns, SqlPattern } from '../../sql/signs';
import { allSqlFiles, type FolderEntry, parentFolder, sqlFiles } from '../layout/folder';
import { sample } from '../layout/sample';
import type { FolderView, SourceFile } from '../tool';
import type { Databases } from './databases';
import { tokenText } from './tokenText';
import { fileWord, folderWord } from './words';

/** What the statements of a folder say. */
export interface StatementVote {
  readonly database: EngineSigns;
  /**
   * At least half of the files vote for it, some with statements that no other database accepts. For a database other than the default
   * engine these are two files at least, because a single one may be a mistake. For the default engine two files are enough where no
   * file votes for another database.
   */
  readonly isClear: boolean;
}

/**
 * The database that most of the files with evidence are for; undefined without evidence. A sample is enough when all of it votes for
 * the default engine. Otherwise every file is read, so that a single file decides nothing.
 *
 * @param isDeep whether files in subfolders count
 */
export function statementVote(folder: FolderView, databases: Databases, isDeep: boolean): StatementVote | undefined {
  const files = votersOf(folder, databases, isDeep);
  const few = sample(files);
  const first = countVotes(few, databases);
  const isSure = first.length === 1 && first[0]!.database === databases.readable[0] && first[0]!.own >= 2;
  if (isSure || files.length > MOST) return voteOf(first, few.length, databases);
  return voteOf(
    countVotes(
      files.map(({ file }) => file),
      databases,
    ),
    files.length,
    databases,
  );
}

function voteOf(votes: readonly Votes[], all: number, { readable }: Databases): StatementVote | undefined {
  const [winner, ...others] = votes;
  if (winner === undefined) return undefined;
  const { database, own, files } = winner;
  const isHalf = files * 2 >= all;
  return { database, isClear: database === readable[0] ? (own >= 1 && isHalf) || (own >= 2 && others.length === 0) : own >= 2 && isHalf };
}

/** A folder with more files than this is judged by a sample. */
const MOST = 1000;

/** SQL files whose path below the folder names no database. */
function votersOf(folder: FolderView, databases: Databases, isDeep: boolean): readonly FolderEntry[] {
  const files = isDeep ? allSqlFiles(folder) : sqlFiles(folder);
  return files.filter(({ name }) => fileWord(name, databases) === undefined && folderWord(parentFolder(name), databases) === undefined);
}

interface Votes {
  readonly database: EngineSigns;
  files: number;
  /** Files with statements that no other database accepts. */
  own: number;
  score: number;
}

/** Votes by database. Sorted by files with statements of its own, then by files, by score, and by the order of the databases. */
function countVotes(files: readonly SourceFile[], databases: Databases): readonly Votes[] {
  const found = new Map<EngineSigns, Votes>();
  for (const file of files) {
    const best = strongest(scoresOf(file, databases.all));
    if (best === undefined) continue;
    const votes = found.get(best.database) ?? { database: best.database, files: 0, own: 0, score: 0 };
    votes.files++;
    votes.own += best.isOwn ? 1 : 0;
    votes.score += best.score;
    found.set(best.database, votes);
  }
  const rank = ({ database }: Votes): number => databases.all.indexOf(database);
  return [...found.values()].sort((a, b) => b.own - a.own || b.files - a.files || b.score - a.score || rank(a) - rank(b));
}

interface Score {
  readonly database: EngineSigns;
  readonly score: number;
  readonly isOwn: boolean;
}

function strongest(scores: readonly Score[]): Score | undefined {
  return scores.reduce<Score | undefined>((best, each) => (best === undefined || each.score > best.score ? each : best), undefined);
}

/** Detection runs again when a file is added or removed. Files that were not edited stay the same objects, so their scores are kept. */
const remembered = new WeakMap<SourceFile, { readonly all: readonly EngineSigns[]; readonly scores: readonly Score[] }>();

function scoresOf(file: SourceFile, all: readonly EngineSigns[]): readonly Score[] {
  const known = remembered.get(file);
  if (known?.all === all) return known.scores;
  const text = tokenText(file.text);
  const scores = all.flatMap((database) => scoreOf(text, database) ?? []);
  remembered.set(file, { all, scores });
  return scores;
}

/** `usual` patterns add one point at most and are no evidence alone. */
function scoreOf(text: string, database: EngineSigns): Score | undefined {
  const { only, shared, usual } = database.statements;
  const count = (patterns: readonly SqlPattern[]): number => patterns.filter((pattern) => pattern.test(text)).length;
  const own = count(only);
  const evidence = 4 * own + 2 * count(shared);
  return evidence === 0 ? undefined : { database, score: evidence + Math.min(1, count(usual)), isOwn: own > 0 };
}
