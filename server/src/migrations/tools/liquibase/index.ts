import { delimited } from '../../../sql/placeholders/syntax';
import { jdbcDatabases, jdbcNames, SPRING_FILES } from '../../layout/addresses';
import { configsAbove, propertyValue } from '../../layout/configs';
import { entries, parentFolder } from '../../layout/folder';
import type { FileLookup, FolderView, MigrationTool, NamedDatabase, RootDatabase, SourceFile } from '../../tool';
import { newRollback, withoutTransaction } from './edits';
import { entriesIn, isMaster, type ListedChangelog, languageOf, library } from './files';
import { listed } from './names';
import { type Walked, walkChangelogs } from './walk';

/**
 * A file with one of these endings is a changelog only if it contains `databaseChangeLog`. Reading all of them would include every
 * pom.xml and package.json, so the patterns rely on names: most changelogs, or their folders, are called `changelog`. The brackets are
 * there because globs are case-sensitive on some file systems.
 */
const WATCHED = ['xml', 'yaml', 'yml', 'json'].flatMap((ending) => [
  `**/*[cC]hange[lL]og*.${ending}`,
  `**/*[cC]hange-log*.${ending}`,
  `**/*[cC]hange[lL]og*/**/*.${ending}`,
  `**/liquibase/**/*.${ending}`,
]);
/** More general names, only for the endings that few other files have. */
const WATCHED_MORE = ['xml', 'yaml', 'yml'].flatMap((ending) => [
  `**/migrations/**/*.${ending}`,
  `**/migration/**/*.${ending}`,
  `**/resources/db/**/*.${ending}`,
  // Dropwizard's name.
  `**/*migrations.${ending}`,
  `**/master.${ending}`,
]);

const PROPERTIES = 'liquibase.properties';

/** Change sets in changelogs: SQL files with directives in comments, or XML, YAML and JSON files. Changelogs include each other. */
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
    // A changelog may include files above its folder. The root is the folder that contains them all.
    const isAbove = ({ file, home }: ListedChangelog): boolean =>
      parentFolder(file.path) === folder.path && !`${home}/`.startsWith(`${folder.path}/`);
    const entry = found.find(({ home }) => home === folder.path) ?? found.find(isAbove);
    if (entry === undefined) return undefined;
    return { tool: 'liquibase', folder: entry.home, confidence: 'proof', evidence: `${entry.file.path} is a changelog` };
  },

  databasesNamed(folder, lookup) {
    const named = databasesIn(folder, lookup);
    return named.length > 0 && entriesIn(folder.files, lookup).some(({ home }) => home === folder.path) ? named : [];
  },

  /** The properties of the changelogs. Those of the configuration take precedence, as on the command line. */
  placeholders(folder, lookup, database) {
    const given = configsAbove(folder.path, [PROPERTIES], lookup).flatMap(({ text }) =>
      [...text.matchAll(/^\s*parameter\.([^=:\s]+)\s*[=:]\s*(.*?)\s*$/gm)].map(([, name, value]) => [name!, value!] as const),
    );
    return {
      syntaxes: [delimited('${', '}', { ignoresCase: true })],
      values: { ...walked(folder, database).properties, ...Object.fromEntries([...given].reverse()) },
    };
  },

  layout: (folder, _, database) => walked(folder, database).layout,

  scaffoldDown: newRollback,
  disableTransaction: withoutTransaction,
};

/** The changelogs are walked once for both layout and placeholders. */
function walked(folder: FolderView, database: RootDatabase): Walked {
  const known = readings.get(folder);
  if (known !== undefined) return known;
  const started = chosen(folder, entriesIn(folder.files));
  const found = walkChangelogs(
    started.map(({ file }) => file),
    { files: library(folder.files), folder: folder.path, database },
  );
  readings.set(folder, found);
  return found;
}

const readings = new WeakMap<FolderView, Walked>();

/** The changelogs of this folder: the one called master, or all without one. */
function chosen(folder: FolderView, found: readonly ListedChangelog[]): readonly ListedChangelog[] {
  const own = found.filter(({ home }) => home === folder.path);
  const candidates = own.length > 0 ? own : found;
  const masters = candidates.filter(({ file }) => isMaster(file.path));
  return masters.length > 0 ? masters : candidates;
}

function hasFormatted(folder: FolderView): boolean {
  return entries(folder).some(({ name, file }) => !name.includes('/') && languageOf(file) === 'formatted');
}

/** The database of the address in the configuration, else those that Spring's files and the changelogs name. */
function databasesIn(folder: FolderView, lookup: FileLookup): readonly NamedDatabase[] {
  const changelogs = folder.files.filter((file) => languageOf(file) === 'tree' || languageOf(file) === 'formatted');
  if (changelogs.length === 0) return [];
  for (const { path, text } of configsAbove(folder.path, [PROPERTIES], lookup)) {
    const url = propertyValue(text, 'url') ?? propertyValue(text, 'liquibase.command.url');
    if (url !== undefined) return jdbcNames(url).map((name) => ({ name, evidence: `${path} says ${name}` }));
  }
  return [...jdbcDatabases(folder.path, SPRING_FILES, lookup), ...namesIn(changelogs)];
}

const DBMS = /\bdbms\b["']?\s*[:=]\s*["']?([a-z0-9_, ]+)/gi;
const WORD = /[a-z][a-z0-9_]*/gi;

/**
 * Databases that `dbms` attributes name, and as asides every other word of the changelogs: change sets without a `dbms` may be for
 * any database, and a word such as `postgres` anywhere means that the changelogs are for several.
 */
function namesIn(changelogs: readonly SourceFile[]): readonly NamedDatabase[] {
  const named = changelogs.flatMap(({ path, text }) =>
    [...text.matchAll(DBMS)].flatMap(([, list = '']) => listed(list).map((name) => ({ name, evidence: `${path} is for ${name}` }))),
  );
  const words = named.length === 0 ? [] : changelogs.flatMap(({ text }) => text.match(WORD) ?? []);
  return [...named, ...[...new Set(words)].map((name) => ({ name, evidence: 'the changelogs speak of it', isAside: true as const }))];
}
