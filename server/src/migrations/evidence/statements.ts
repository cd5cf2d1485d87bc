import type { EngineSigns, SqlPattern } from '../../sql/signs';
import { allSqlFiles, type FolderEntry, parentFolder, sqlFiles } from '../layout/folder';
import { sample } from '../layout/sample';
import type { FolderView, SourceFile } from '../tool';
import { type Databases, engineIdOf } from './databases';
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
  /** At least half of the files vote for it, and it is no single word in one of them. The name of a folder then counts less. */
  readonly isStrong: boolean;
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
  const isSure = first.length === 1 && isDefault(first[0]!.database, databases) && first[0]!.own >= 2;
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

function voteOf(votes: readonly Votes[], all: number, databases: Databases): StatementVote | undefined {
  const [winner, ...others] = votes;
  if (winner === undefined) return undefined;
  const { database, own, files, score } = winner;
  const isHalf = files * 2 >= all;
  const isClear = isDefault(database, databases) ? (own >= 1 && isHalf) || (own >= 2 && others.length === 0) : own >= 2 && isHalf;
  return { database, isClear, isStrong: isClear && (own >= 2 || score >= 2 * POINTS.only) };
}

/** Whether the default engine reads the database. */
function isDefault(database: EngineSigns, { readable }: Databases): boolean {
  return engineIdOf(database) === readable[0]!.id;
}

/** A folder with more files than this is judged by a sample. */
const MOST = 1000;

/** SQL files whose path below the folder names no database. */
function votersOf(folder: FolderView, databases: Databases, isDeep: boolean): readonly FolderEntry[] {
  const files = isDeep ? allSqlFiles(folder) : sqlFiles(folder);
  return files.filter(({ name }) => fileWord(name, databases) === undefined && folderWord(parentFolder(name), databases) === undefined);
}

interface Votes {
  /** The database of the engine that its own statements tell, such as MariaDB among MySQL's. */
  database: EngineSigns;
  files: number;
  /** Files with statements that no other database accepts. */
  own: number;
  score: number;
}

/** Votes by engine. Sorted by files with statements of its own, then by files, by score, and by the order of the databases. */
function countVotes(files: readonly SourceFile[], databases: Databases): readonly Votes[] {
  const found = new Map<string, Votes>();
  for (const file of files) {
    const best = strongest(scoresOf(file, databases.all), databases);
    if (best === undefined) continue;
    const engine = engineIdOf(best.database);
    const votes = found.get(engine) ?? { database: best.database, files: 0, own: 0, score: 0 };
    if (votes.database.id === engine) votes.database = best.database;
    votes.files++;
    votes.own += best.isOwn ? 1 : 0;
    votes.score += best.score;
    found.set(engine, votes);
  }
  const rank = ({ database }: Votes): number => databases.all.indexOf(database);
  return [...found.values()].sort((a, b) => b.own - a.own || b.files - a.files || b.score - a.score || rank(a) - rank(b));
}

interface Score {
  readonly database: EngineSigns;
  readonly score: number;
  readonly isOwn: boolean;
}

/** Of databases with equal scores the first one, but the default engine gives way: what the other one has, it refuses as a rule. */
function strongest(scores: readonly Score[], databases: Databases): Score | undefined {
  return scores.reduce<Score | undefined>((best, each) => {
    const isBetter = best === undefined || each.score > best.score || (each.score === best.score && isDefault(best.database, databases));
    return isBetter ? each : best;
  }, undefined);
}

/** Detection runs again when a file is added or removed. Files that were not edited stay the same objects, so their scores are kept. */
const remembered = new WeakMap<SourceFile, { readonly all: readonly EngineSigns[]; readonly scores: readonly Score[] }>();

function scoresOf(file: SourceFile, all: readonly EngineSigns[]): readonly Score[] {
  const known = remembered.get(file);
  if (known?.all === all) return known.scores;
  const text = tokenText(file.text);
  const alone = all.flatMap((database) => scoreOf(text, database) ?? []);
  const scores = alone.flatMap((score) => withBase(score, alone) ?? []);
  remembered.set(file, { all, scores });
  return scores;
}

/** Points for each pattern that matches; `usual` patterns add one at most and are no evidence alone. */
const POINTS = { only: 8, mostly: 4, shared: 2 } as const;

function scoreOf(text: string, database: EngineSigns): Score | undefined {
  const { only, mostly = [], shared, usual, refused = [] } = database.statements;
  const count = (patterns: readonly SqlPattern[]): number => patterns.filter((pattern) => pattern.test(text)).length;
  const own = POINTS.only * count(only) + POINTS.mostly * count(mostly);
  const evidence = own + POINTS.shared * count(shared);
  if (evidence === 0 || (own === 0 && count(refused) > 0)) return undefined;
  return { database, score: evidence + Math.min(1, count(usual)), isOwn: own > 0 };
}

/** A database that reads another one's SQL accepts what that one does: what it has beyond it adds to the score. */
function withBase(score: Score, alone: readonly Score[]): Score | undefined {
  const { reads } = score.database;
  if (reads === undefined) return score;
  const base = alone.find(({ database }) => database.id === reads);
  if (base === undefined) return score.isOwn ? score : undefined;
  return { ...score, score: score.score + base.score, isOwn: score.isOwn || base.isOwn };
}
