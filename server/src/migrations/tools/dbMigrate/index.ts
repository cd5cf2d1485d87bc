import { parse as parseJson } from 'jsonc-parser';
import { configsAbove, manifestNaming, type ToolConfig } from '../../layout/configs';
import { entries, type FolderEntry, folderAbove } from '../../layout/folder';
import { type Half, pairUp } from '../../layout/pairs';
import { wholeFile } from '../../layout/parts';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { fileProblem, withUniqueIds } from '../../layout/versions';
import { compareIntegers, compareLocale } from '../../order';
import type { FolderView, MigrationTool, NamedDatabase } from '../../tool';
import type { LayoutProblem } from '../../unit';

const SCRIPT = /^((\d+)-([^/.]*))\.[cm]?[jt]s$/;
const SQL = /^sqls\/((\d+)-([^/]*))-(up|down)\.sql$/;

/** Scripts `N-title.js` that run `sqls/N-title-up.sql` and `sqls/N-title-down.sql`; in the order of N. */
export const dbMigrate: MigrationTool = {
  id: 'db-migrate',
  name: 'db-migrate',
  documentation: 'https://db-migrate.readthedocs.io/en/latest/Getting%20Started/usage/',
  down: 'expected',
  watched: ['**/package.json', '**/database.json', '**/migrations/*.js', '**/migrations/*.ts'],
  readsBelow: true,

  rootOf: (path) => (/(?:^|\/)sqls\/[^/]*-up\.sql$/.test(path) ? folderAbove(path) : undefined),

  detect(folder, lookup) {
    const files = entries(folder);
    const pair = files.find(({ name }) => SQL.exec(name)?.[4] === 'up');
    if (pair === undefined) return undefined;
    const found = (confidence: 'strong' | 'guess', evidence: string) =>
      ({ tool: 'db-migrate', folder: folder.path, confidence, evidence }) as const;
    const manifest = manifestNaming(folder.path, 'package.json', /"db-migrate"\s*:/, lookup);
    if (manifest !== undefined) return found('strong', `${manifest} depends on db-migrate`);
    const scripted = files.find(({ name }) => SCRIPT.test(name));
    return scripted === undefined
      ? found('guess', `${pair.file.path} has the shape of db-migrate's names`)
      : found('strong', `${scripted.file.path} stands above a folder of SQL files`);
  },

  databasesNamed(folder, lookup) {
    // Folders of other tools may lie below the file, which has a common name.
    const isOwn = entries(folder).some(({ name }) => SQL.test(name));
    return isOwn ? configsAbove(folder.path, ['database.json'], lookup).flatMap(driversIn) : [];
  },

  layout(folder) {
    const scripts = scriptsOf(folder);
    const sqls = entries(folder).flatMap((entry) => halfOf(entry) ?? []);
    const unused = scripts.length === 0 ? [] : sqls.filter(({ id }) => !scripts.some((script) => script.id === id));
    const isSql = new Set(sqls.map(({ id }) => id));
    const code = scripts.filter(({ id }) => !isSql.has(id));
    const halves = [...sqls.filter((half) => !unused.includes(half)), ...code].sort(
      (a, b) => compareIntegers(a.version, b.version) || compareLocale(a.id, b.id),
    );
    const paired = pairUp(halves, {
      key: ({ id }) => id,
      part: ({ direction, file }) => wholeFile(direction, file, 'on'),
      harm: 'two files cannot be the same migration',
    });
    const stray = unused.map(
      ({ file, id }): LayoutProblem => fileProblem(file, `db-migrate never runs this file: there is no ${id}.js that does.`),
    );
    return { migrations: withUniqueIds(paired.migrations), problems: [...paired.problems, ...stray] };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    return up === undefined ? undefined : newDownFile(up.replace(/-up\.sql$/, '-down.sql'), up, body, lookup);
  },
};

/** A script holds both directions. If there are SQL files in `sqls/`, it only reads them. */
function scriptsOf(folder: FolderView): readonly Half[] {
  return entries(folder).flatMap(({ name, file }): readonly Half[] => {
    const [, id, version = '', title = ''] = SCRIPT.exec(name) ?? [];
    const half = { file, version, title, id: id ?? '', isCode: true };
    return id === undefined
      ? []
      : [
          { ...half, direction: 'up' },
          { ...half, direction: 'down' },
        ];
  });
}

function halfOf({ name, file }: FolderEntry): Half | undefined {
  const [, id, version = '', title = '', direction] = SQL.exec(name) ?? [];
  return id === undefined ? undefined : { file, direction: direction === 'up' ? 'up' : 'down', version, title, id };
}

/** The drivers of the environments. One may stand in an environment variable, as an object. */
function driversIn({ path, text }: ToolConfig): readonly NamedDatabase[] {
  const environments: unknown = parseJson(text);
  return Object.values(isRecord(environments) ? environments : {}).flatMap((each) => {
    const driver = isRecord(each) ? each.driver : undefined;
    return typeof driver === 'string' ? [{ name: driver, evidence: `${path} says ${driver}` }] : [];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
