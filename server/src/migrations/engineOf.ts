import type { EngineId, EngineSigns } from '../sql/signs';
import { type Databases, databaseCalled, engineIdOf, isReadable } from './evidence/databases';
import { exampleAbove } from './evidence/envExample';
import { type ImageEvidence, imagesAbove } from './evidence/images';
import { driversAbove } from './evidence/manifests';
import { sqlcDatabases } from './evidence/sqlc';
import { type StatementVote, statementVote } from './evidence/statements';
import { fileWordsOf, folderWord } from './evidence/words';
import { workerDatabase } from './evidence/wrangler';
import type { FileLookup, FolderListing, FolderView, MigrationTool, NamedDatabase } from './tool';

/** The database that a folder of migrations is for. */
export interface EngineOfRoot {
  /** The engine that reads its SQL. It may be one that is not readable yet: see `isRead`. */
  readonly engine: EngineId;
  /** Display name of the database. It can differ from the engine's: `MariaDB` is read by the engine `mysql`. */
  readonly database: string;
  /** The reason as a clause: `the statements say so`. Undefined when there is no evidence and the first readable engine is the default. */
  readonly evidence?: string;
  /** Version of the server that a compose file runs: `16`. */
  readonly version?: string;
}

/** Access to files outside a folder. */
export interface Surroundings {
  readonly lookup: FileLookup;
  readonly listing: FolderListing;
}

/**
 * Decides for which database a folder is; every other part of the program asks here. Settings of a tool decide. Next come statements
 * and the names of folders and files. Drivers and container images come last, because they may serve another part of the project.
 *
 * @param asked the tools whose settings count. The tool of the folder comes first.
 * @param onlyFor the database of a tool that supports no other one. Undefined when the tool of the folder is only a guess.
 */
export function engineOf(
  folder: FolderView,
  { lookup, listing }: Surroundings,
  databases: Databases,
  { asked, onlyFor }: { readonly asked: readonly MigrationTool[]; readonly onlyFor?: NamedDatabase | undefined },
): EngineOfRoot {
  const images = imagesAbove(folder.path, listing, databases);
  const found = (database: EngineSigns, evidence?: string): EngineOfRoot => ({
    engine: engineIdOf(database),
    database: database.name,
    ...(evidence === undefined ? {} : { evidence }),
    ...(images?.version === undefined || !isOnly(images.databases, database) ? {} : { version: images.version }),
  });
  const only = onlyFor === undefined ? undefined : databaseCalled(onlyFor.name, databases);
  if (only !== undefined) return found(only, onlyFor!.evidence);
  const settings = settingsOf(folder, lookup, databases, asked);
  const [setting] = settings;
  if (setting !== undefined && settings.length === 1) return found(setting.database, setting.evidence);
  const vote = statementVote(folder, databases, asked[0]?.readsBelow === true);
  const other = otherEvidence(folder, { lookup, listing }, databases, vote);
  if (setting === undefined) return other === undefined ? found(databases.readable[0]!) : found(other.database, other.evidence);
  // Settings that name several databases restrict the choice to these.
  const chosen = other && settings.find(({ database }) => isSameEngine(database, other.database));
  if (chosen !== undefined) return found(chosen.database, other!.evidence);
  const { database, evidence } = settings.find((each) => isReadable(each.database, databases)) ?? setting;
  return found(database, evidence);
}

interface Evidence {
  readonly database: EngineSigns;
  readonly evidence: string;
}

/** The databases that the settings name, one for each engine. Only the first tool whose settings name any counts. */
function settingsOf(folder: FolderView, lookup: FileLookup, databases: Databases, asked: readonly MigrationTool[]): readonly Evidence[] {
  const sources = [
    ...asked.map((tool) => () => tool.databasesNamed?.(folder, lookup) ?? []),
    () => workerDatabase(folder, lookup),
    () => sqlcDatabases(folder, lookup),
  ];
  for (const source of sources) {
    const named = source().flatMap((each) => {
      const database = databaseCalled(each.name, databases);
      return database === undefined || database.isStandIn === true ? [] : [{ ...each, database }];
    });
    if (named[0] !== undefined && named[0].isAside !== true)
      return named.filter((each, i) => named.findIndex((other) => isSameEngine(other.database, each.database)) === i);
  }
  return [];
}

/** Evidence other than settings. Names and drivers yield to statements that clearly say something else. */
function otherEvidence(
  folder: FolderView,
  { lookup, listing }: Surroundings,
  databases: Databases,
  vote: StatementVote | undefined,
): Evidence | undefined {
  const written =
    vote && (variantRun(vote.database, imagesAbove(folder.path, listing, databases)) ?? { database: vote.database, evidence: STATEMENTS });
  const word = wordOf(folder, databases);
  if (vote?.isClear === true) {
    if (word !== undefined && isSameEngine(word.database, vote.database)) return word;
    if (word === undefined || word.isAmbiguous === true || vote.isStrong) return written;
  }
  return word ?? aroundOf(folder, { lookup, listing }, databases) ?? written;
}

/** The database that a compose file runs, when it reads the SQL of the one that the statements tell: CockroachDB for PostgreSQL. */
function variantRun(told: EngineSigns, images: ImageEvidence | undefined): Evidence | undefined {
  const [database, ...others] = images?.databases ?? [];
  if (images === undefined || database === undefined || others.length > 0 || told.reads !== undefined) return undefined;
  return database.reads === told.id ? { database, evidence: `${images.file} runs it` } : undefined;
}

/**
 * The single database that the template of the environment or the drivers name, whichever is nearer to the folder; else the one that a
 * compose file runs. Drivers of several databases rule the images out too.
 */
function aroundOf({ path }: FolderView, { lookup, listing }: Surroundings, databases: Databases): Evidence | undefined {
  const drivers = driversAbove(path, lookup, listing, databases);
  const example = single(exampleAbove(path, lookup, databases), 'names it');
  const driver = single(drivers, 'has a driver for it');
  if (example !== undefined && (driver === undefined || depth(example.file) >= depth(driver.file))) return example;
  return driver ?? (drivers === undefined ? single(imagesAbove(path, listing, databases), 'runs it') : undefined);
}

interface FileEvidence extends Evidence {
  readonly file: string;
}

function single(
  found: { readonly databases: readonly EngineSigns[]; readonly file: string } | undefined,
  says: string,
): FileEvidence | undefined {
  const [database, ...others] = found?.databases ?? [];
  return found === undefined || database === undefined || others.length > 0
    ? undefined
    : { database, file: found.file, evidence: `${found.file} ${says}` };
}

function depth(file: string): number {
  return file.split('/').length;
}

interface WordEvidence extends Evidence {
  readonly isAmbiguous?: boolean;
}

function wordOf(folder: FolderView, databases: Databases): WordEvidence | undefined {
  const { database, isAmbiguous } = folderWord(folder.path, databases) ?? {};
  if (database !== undefined) return { database, evidence: 'the name of the folder says so', isAmbiguous: isAmbiguous === true };
  const inFiles = fileWordsOf(folder, databases);
  return inFiles && { database: inFiles, evidence: 'the names of the files say so' };
}

function isSameEngine(a: EngineSigns, b: EngineSigns): boolean {
  return engineIdOf(a) === engineIdOf(b);
}

const STATEMENTS = 'the statements say so';

function isOnly(found: readonly EngineSigns[], database: EngineSigns): boolean {
  return found.length === 1 && engineIdOf(found[0]!) === engineIdOf(database);
}
