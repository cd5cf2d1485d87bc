import { delimited } from '../../../sql/placeholders/syntax';
import { configsAbove, propertyValue } from '../../layout/configs';
import { entries, parentFolder } from '../../layout/folder';
import type { FileLookup, FolderView, MigrationTool } from '../../tool';
import { newRollback, withoutTransaction } from './edits';
import { entriesIn, isMaster, type ListedChangelog, languageOf, library } from './files';
import { type Walked, walkChangelogs } from './walk';

/**
 * A file of these endings is a changelog only if it says `databaseChangeLog`. To look into all of them would mean every pom.xml
 * and package.json, so the names have to speak: most changelogs are called so, or lie in a folder that is. The brackets are
 * there because globs tell cases apart where file systems do.
 */
const WATCHED = ['xml', 'yaml', 'yml', 'json'].flatMap((ending) => [
  `**/*[cC]hange[lL]og*.${ending}`,
  `**/*[cC]hange-log*.${ending}`,
  `**/*[cC]hange[lL]og*/**/*.${ending}`,
  `**/liquibase/**/*.${ending}`,
]);
/** Names that other files have, too: only in the languages in which these are few. */
const WATCHED_MORE = ['xml', 'yaml', 'yml'].flatMap((ending) => [
  `**/migrations/**/*.${ending}`,
  `**/migration/**/*.${ending}`,
  `**/resources/db/**/*.${ending}`,
  // As Dropwizard calls it.
  `**/*migrations.${ending}`,
  `**/master.${ending}`,
]);

const PROPERTIES = 'liquibase.properties';

/** Change sets in changelogs: SQL files with comments that Liquibase reads, or XML, YAML and JSON, which include each other. */
export const liquibase: MigrationTool = {
  id: 'liquibase',
  name: 'Liquibase',
  documentation: 'https://docs.liquibase.com/concepts/changelogs/home.html',
  down: 'expected',
  watched: [...WATCHED, ...WATCHED_MORE, `**/${PROPERTIES}`],
  readsBelow: true,

  rootOf: (path) => (/\.(?:xml|ya?ml|json)$/i.test(path) ? parentFolder(path) : undefined),

  detect(folder, lookup) {
    if (!folder.files.some((file) => languageOf(file) === 'tree') && !hasFormatted(folder)) return undefined;
    const found = entriesIn(folder.files, lookup);
    // A changelog that includes files above its folder: the root is the folder that holds them all.
    const isAbove = ({ file, home }: ListedChangelog): boolean =>
      parentFolder(file.path) === folder.path && !`${home}/`.startsWith(`${folder.path}/`);
    const entry = found.find(({ home }) => home === folder.path) ?? found.find(isAbove);
    if (entry === undefined) return undefined;
    return { tool: 'liquibase', folder: entry.home, confidence: 'proof', evidence: `${entry.file.path} is a changelog` };
  },

  otherEngine(folder, lookup) {
    const reason = foreignDatabase(folder, lookup);
    return reason !== undefined && entriesIn(folder.files, lookup).some(({ home }) => home === folder.path) ? reason : undefined;
  },

  /** The properties of the changelogs, and in front of them what the configuration gives: on the command line they win, too. */
  placeholders(folder, lookup) {
    const given = configsAbove(folder.path, [PROPERTIES], lookup).flatMap(({ text }) =>
      [...text.matchAll(/^\s*parameter\.([^=:\s]+)\s*[=:]\s*(.*?)\s*$/gm)].map(([, name, value]) => [name!, value!] as const),
    );
    return {
      syntaxes: [delimited('${', '}', { ignoresCase: true })],
      values: { ...walked(folder).properties, ...Object.fromEntries([...given].reverse()) },
    };
  },

  layout: (folder) => walked(folder).layout,

  scaffoldDown: newRollback,
  disableTransaction: withoutTransaction,
};

/** Layout and placeholders follow from one reading of the changelogs. */
function walked(folder: FolderView): Walked {
  const known = readings.get(folder);
  if (known !== undefined) return known;
  const started = chosen(folder, entriesIn(folder.files));
  const found = walkChangelogs(
    started.map(({ file }) => file),
    library(folder.files),
    folder.path,
  );
  readings.set(folder, found);
  return found;
}

const readings = new WeakMap<FolderView, Walked>();

/** The changelogs of this very folder; of these the one that is called master, or all when none is. */
function chosen(folder: FolderView, found: readonly ListedChangelog[]): readonly ListedChangelog[] {
  const own = found.filter(({ home }) => home === folder.path);
  const candidates = own.length > 0 ? own : found;
  const masters = candidates.filter(({ file }) => isMaster(file.path));
  return masters.length > 0 ? masters : candidates;
}

function hasFormatted(folder: FolderView): boolean {
  return entries(folder).some(({ name, file }) => !name.includes('/') && languageOf(file) === 'formatted');
}

/** How one can tell that the changelogs are for another database. Those that speak of none, or of PostgreSQL as well, may be for any. */
function foreignDatabase(folder: FolderView, lookup: FileLookup): string | undefined {
  const changelogs = folder.files.filter((file) => languageOf(file) === 'tree' || languageOf(file) === 'formatted');
  if (changelogs.length === 0) return undefined;
  const named = configsAbove(folder.path, [PROPERTIES], lookup)
    .map(({ path, text }) => ({ path, url: propertyValue(text, 'url') ?? propertyValue(text, 'liquibase.command.url') }))
    .find(({ url }) => url !== undefined);
  if (named?.url !== undefined) return FOREIGN_URL.test(named.url) ? `${named.path} connects to another database` : undefined;
  const foreign = changelogs.find(({ text }) => FOREIGN_DBMS.test(text));
  return foreign === undefined || changelogs.some(({ text }) => /\bpostgres/i.test(text))
    ? undefined
    : `${foreign.path} is for another database`;
}

const FOREIGN_URL = /^(?:jdbc|offline):(?!postgresql|p6spy:postgresql|tc:postgresql)/i;
/** Databases that live in memory are left out: with them people test what runs on PostgreSQL. */
const FOREIGN_DBMS = /\bdbms\b["']?\s*[:=]\s*["']?(?:mysql|mariadb|oracle|mssql|db2|sybase|informix|firebird|mongodb)\b/i;
