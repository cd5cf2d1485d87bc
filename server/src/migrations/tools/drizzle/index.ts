import { configsAbove, means } from '../../layout/configs';
import { baseName, entries, folderAbove, sqlFiles, stem, subfolders } from '../../layout/folder';
import { partsOf } from '../../layout/parts';
import { sample } from '../../layout/sample';
import { fileProblem, withUniqueIds } from '../../layout/versions';
import { compareBytes, compareLocale } from '../../order';
import type { FileLookup, FolderView, MigrationTool, NamedDatabase, SourceFile } from '../../tool';
import type { Layout, Migration } from '../../unit';
import { introspected } from './introspected';
import { JOURNAL, journalProblems, readJournal } from './journal';

const BREAKPOINT = '--> statement-breakpoint';
const CONFIGS = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'].map((extension) => `drizzle.config.${extension}`);

/** Files in the order of `meta/_journal.json`, or since version 1 one folder per migration. There are no downs. */
export const drizzle: MigrationTool = {
  id: 'drizzle',
  name: 'Drizzle Kit',
  documentation: 'https://orm.drizzle.team/docs/kit-overview',
  down: 'none',
  watched: ['**/meta/_journal.json', '**/drizzle.config.*'],
  readsBelow: true,
  lockFile: JOURNAL,

  rootOf: (path) => (baseName(path) === 'migration.sql' || `/${path}`.endsWith(`/${JOURNAL}`) ? folderAbove(path) : undefined),

  detect(folder, lookup) {
    const journal = journalOf(folder);
    if (journal !== undefined) {
      return readJournal(journal.text)?.dialect !== undefined
        ? { tool: 'drizzle', folder: folder.path, confidence: 'proof', evidence: `${journal.path} lists the migrations` }
        : undefined;
    }
    const steps = stepsOf(folder);
    if (!steps.some(({ id }) => /^\d{14}_/.test(id))) return undefined;
    const config = namedBy(folder, lookup);
    if (config !== undefined)
      return { tool: 'drizzle', folder: folder.path, confidence: 'proof', evidence: `${config.path} names this folder` };
    const marked = sample(steps.map(({ id, file }) => ({ name: id, file }))).find(({ text }) => text.includes(BREAKPOINT));
    return marked && { tool: 'drizzle', folder: folder.path, confidence: 'strong', evidence: `${marked.path} holds “${BREAKPOINT}”` };
  },

  databasesNamed(folder, lookup) {
    const journal = journalOf(folder);
    const written = journal && readJournal(journal.text)?.dialect;
    const says = journal === undefined ? namedBy(folder, lookup) : { path: journal.path, dialect: written };
    return says?.dialect === undefined ? [] : [named(says.path, says.dialect)];
  },

  layout(folder) {
    const journal = journalOf(folder);
    if (journal === undefined && sqlFiles(folder).length === 0) {
      const steps = [...stepsOf(folder)].sort((a, b) => compareLocale(a.id, b.id));
      return { migrations: withUniqueIds(steps.map(({ id, file }, i) => migrationOf(id, file, i === 0))), problems: [] };
    }
    return journalLayout(folder, journal);
  },

  scaffoldDown: () => undefined,
};

function journalLayout(folder: FolderView, journal: SourceFile | undefined): Layout {
  const files = new Map(sqlFiles(folder).map(({ name, file }) => [stem(name), file]));
  const read = journal && readJournal(journal.text);
  if (journal === undefined || read === undefined) {
    const names = [...files.keys()].sort(compareBytes);
    const problems =
      journal === undefined
        ? []
        : [fileProblem(journal, 'Drizzle cannot read this journal. Migrations are taken in the order of their names.')];
    return { migrations: withUniqueIds(names.map((tag, i) => migrationOf(tag, files.get(tag)!, i === 0))), problems };
  }
  const tags = new Set(read.entries.map(({ tag }) => tag));
  const listed = [...tags].flatMap((tag, i) => {
    const file = files.get(tag);
    return file === undefined ? [] : [migrationOf(tag, file, i === 0)];
  });
  const unlisted = [...files].filter(([tag]) => !tags.has(tag));
  const problems = [
    ...journalProblems(journal, read, new Set(files.keys())),
    ...unlisted.map(([, file]) => fileProblem(file, 'Drizzle never runs this file: meta/_journal.json does not list it.')),
  ];
  return { migrations: withUniqueIds(listed), problems };
}

function migrationOf(tag: string, file: SourceFile, isFirst: boolean): Migration {
  const [, version = tag, title = ''] = /^(\d+)_(.*)$/s.exec(tag) ?? [];
  const commented = isFirst ? introspected(file.text) : undefined;
  const span = commented ?? { start: 0, end: file.text.length };
  const cuts = [...file.text.matchAll(new RegExp(BREAKPOINT, 'g'))].map(({ index }) => index);
  const up = partsOf(file, { direction: 'up', span, transaction: 'on' }, cuts);
  return { id: tag, version, title, role: commented === undefined ? 'versioned' : 'baseline', up, down: [] };
}

function stepsOf(folder: FolderView): readonly { readonly id: string; readonly file: SourceFile }[] {
  return subfolders(folder).flatMap(({ name, files }) => {
    const file = files.get('migration.sql');
    return file === undefined ? [] : [{ id: name, file }];
  });
}

function journalOf(folder: FolderView): SourceFile | undefined {
  return entries(folder).find(({ name }) => name === JOURNAL)?.file;
}

/** The configuration is code. `out` and `dialect` are read only if they are string literals, as in drizzle-kit's template. */
function namedBy(folder: FolderView, lookup: FileLookup): { readonly path: string; readonly dialect: string } | undefined {
  return configsAbove(folder.path, CONFIGS, lookup).flatMap((config) => {
    const value = (key: string): string | undefined => new RegExp(`\\b${key}["']?\\s*:\\s*["'\`]([^"'\`]+)["'\`]`).exec(config.text)?.[1];
    const dialect = value('dialect');
    return dialect !== undefined && means(config, value('out') ?? 'drizzle', folder.path) ? [{ path: config.path, dialect }] : [];
  })[0];
}

function named(path: string, dialect: string): NamedDatabase {
  return { name: dialect, evidence: `${path} says ${dialect}` };
}
