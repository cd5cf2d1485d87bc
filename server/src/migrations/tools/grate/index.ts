import { delimited } from '../../../sql/placeholders/syntax';
import { allSqlFiles, baseName, type FolderEntry, folderAbove, parentFolder, stem } from '../../layout/folder';
import { wholeFile } from '../../layout/parts';
import { withUniqueIds } from '../../layout/versions';
import { compareLocale } from '../../order';
import type { FolderView, MigrationTool } from '../../tool';
import type { Migration } from '../../unit';

/** Folders in the order in which they run. `up` runs once, the others again after each change, or every time. */
const PHASES = [
  'beforemigration',
  'runaftercreatedatabase',
  'runbeforeup',
  'up',
  'runfirstafterup',
  'functions',
  'views',
  'sprocs',
  'triggers',
  'indexes',
  'runafterotheranytimescripts',
  'permissions',
  'aftermigration',
];
/** Folder names that only grate uses. `up` and `views` are too common to prove anything. */
const OWN_NAMES = new Set([
  'beforemigration',
  'alterdatabase',
  'runaftercreatedatabase',
  'runbeforeup',
  'runfirstafterup',
  'sprocs',
  'runafterotheranytimescripts',
  'aftermigration',
]);

/** An unknown token is left as it is. */
const TOKEN = delimited('{{', '}}', { isAmbiguous: true, ignoresCase: true });

/** Folders with fixed names, one phase each, which grate took over from RoundhousE. Downs are not run. */
export const grate: MigrationTool = {
  id: 'grate',
  name: 'grate',
  documentation: 'https://erikbra.github.io/grate/',
  down: 'none',
  watched: [],
  readsBelow: true,

  rootOf: (path) => (/(?:^|\/)up\/[^/]+\.sql$/i.test(path) ? folderAbove(path) : undefined),

  detect(folder) {
    const names = new Set(allSqlFiles(folder).map(({ name }) => phaseName(name)));
    const own = [...names].find((name) => OWN_NAMES.has(name));
    if (!names.has('up') || own === undefined) return undefined;
    return { tool: 'grate', folder: folder.path, confidence: 'strong', evidence: `the folders up and ${own} are in it` };
  },

  placeholders: () => ({ syntaxes: [TOKEN], values: {} }),

  layout(folder) {
    const migrations = PHASES.flatMap((phase) => scriptsOf(folder, phase).map((script) => migrationOf(script, phase)));
    return { migrations: withUniqueIds(migrations), problems: [] };
  },

  scaffoldDown: () => undefined,
};

function phaseName(name: string): string {
  return name.includes('/') ? name.slice(0, name.indexOf('/')).toLowerCase() : '';
}

/** The files of a phase including subfolders, by folder and name without regard to case. Scripts for one environment are left out. */
function scriptsOf(folder: FolderView, phase: string): readonly FolderEntry[] {
  const key = (name: string): string => stem(name).toLowerCase();
  return allSqlFiles(folder)
    .filter(({ name }) => phaseName(name) === phase && !/\.env\./i.test(baseName(name)))
    .sort((a, b) => compareLocale(parentFolder(a.name), parentFolder(b.name)) || compareLocale(key(a.name), key(b.name)));
}

/** Each batch runs by itself unless an option asks for one transaction. */
function migrationOf({ name, file }: FolderEntry, phase: string): Migration {
  const isRepeated = phase !== 'up' || /(?:^|\.)everytime\./i.test(baseName(name));
  const [, version = '', title = ''] = /^(\d*)[-_. ]*(.*)$/.exec(stem(baseName(name)))!;
  return {
    id: stem(name),
    version: isRepeated ? '' : version,
    title: isRepeated ? stem(baseName(name)) : title,
    role: isRepeated ? 'repeatable' : 'versioned',
    up: [wholeFile('up', file, 'off')],
    down: [],
  };
}
