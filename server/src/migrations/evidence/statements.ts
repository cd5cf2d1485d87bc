import type { EngineSigns } from '../../sql/signs';
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
   * At least half of the files say so, with statements that no other database accepts. Against the engine that is taken anyway it takes
   * two files: a single one may be a slip.
   */
  readonly isClear: boolean;
}

/**
 * The database that most of the files with evidence are for; undefined when none has any. A few files are enough where all of
 * them agree on the engine that is taken anyway. Otherwise every file is looked at, so that a single one decides nothing.
 *
 * @param isDeep do files in folders below count?
 */
export function statementVote(folder: FolderView, databases: Databases, isDeep: boolean): StatementVote | undefined {
  const files = votersOf(folder, databases, isDeep);
  const few = sample(files);
  const first = countVotes(few, databases);
  if (first.length === 1 && first[0]!.database === databases.readable[0]) return voteOf(first[0]!, few.length, databases);
  const all = files.length <= MOST ? files.map(({ file }) => file) : few;
  const winner = countVotes(all, databases)[0];
  return winner && voteOf(winner, all.length, databases);
}

function voteOf({ database, own, files }: Votes, all: number, { readable }: Databases): StatementVote {
  const needed = database === readable[0] ? 1 : 2;
  return { database, isClear: own >= needed && files * 2 >= all };
}

/** A folder with more files than these is judged by a few of them. */
const MOST = 1000;

/** SQL files whose paths below the folder do not say for which database they are. */
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

/** Votes by database: those with statements of its own first, then the most files, the strongest evidence, the order of the databases. */
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

/** Files are looked at again whenever one of them comes or goes; a file that was not edited stays the same object. */
const remembered = new WeakMap<SourceFile, { readonly all: readonly EngineSigns[]; readonly scores: readonly Score[] }>();

function scoresOf(file: SourceFile, all: readonly EngineSigns[]): readonly Score[] {
  const known = remembered.get(file);
  if (known?.all === all) return known.scores;
  const text = tokenText(file.text);
  const scores = all.flatMap((database) => scoreOf(text, database) ?? []);
  remembered.set(file, { all, scores });
  return scores;
}

/** What every engine accepts adds a point at most, and is no evidence alone. */
function scoreOf(text: string, database: EngineSigns): Score | undefined {
  const { only, shared, usual } = database.statements;
  const count = (patterns: readonly RegExp[]): number => patterns.filter((pattern) => pattern.test(text)).length;
  const own = count(only);
  const evidence = 4 * own + 2 * count(shared);
  return evidence === 0 ? undefined : { database, score: evidence + Math.min(1, count(usual)), isOwn: own > 0 };
}
