import { claimByMarker } from '../../layout/claim';
import { configsAbove, means, yamlValue } from '../../layout/configs';
import { INT64, oneEach } from '../../layout/flat';
import { type FolderEntry, isNoMigration, sqlFiles, stem } from '../../layout/folder';
import { framedBody } from '../../layout/framedBody';
import { filledDown, newDownSection } from '../../layout/scaffold';
import { fileProblem } from '../../layout/versions';
import { compareNumbersFirst } from '../../order';
import type { FileLookup, FolderView, MigrationTool } from '../../tool';
import { PREFIX, readSqlMigrateFile } from './sections';

/** The number is optional, and splitting it off is for display: to sql-migrate the whole name is the id. */
const NAME = /^(\d*)[-_.]?(.*)\.sql$/;

/** One file per migration, cut by `-- +migrate Up` and `-- +migrate Down`, in the order of numbers, then of names. */
export const sqlMigrate: MigrationTool = {
  id: 'sql-migrate',
  name: 'sql-migrate',
  documentation: 'https://github.com/rubenv/sql-migrate#writing-migrations',
  down: 'expected',
  watched: ['**/dbconfig.yml'],
  readsBelow: false,

  detect(folder, lookup) {
    const config = named(folder).length === 0 ? undefined : environmentsOf(folder, lookup)[0]?.config;
    if (config !== undefined)
      return { tool: 'sql-migrate', folder: folder.path, confidence: 'proof', evidence: `${config} names this folder` };
    return claimByMarker('sql-migrate', folder, named(folder), /^-- \+migrate\s+(?:Up|Down)\b/m, '-- +migrate');
  },

  databasesNamed(folder, lookup) {
    return environmentsOf(folder, lookup).map(({ config, dialect }) => ({ name: dialect, evidence: `${config} says ${dialect}` }));
  },

  layout(folder) {
    const files = named(folder).filter(({ name, file }) => !isNoMigration(name) || file.text.includes(PREFIX));
    const versioned = files.map(({ name, file }) => {
      const [, version = '', title = ''] = NAME.exec(name)!;
      return { file, id: stem(name), version, title, isCode: false };
    });
    const ordered = versioned.sort((a, b) => compareNumbersFirst(a.id, b.id));
    const tooLarge = ordered.filter(({ version }) => version !== '' && BigInt(version) > INT64);
    const { migrations, problems } = oneEach(ordered, readSqlMigrateFile);
    return {
      migrations,
      problems: [...tooLarge.map(({ file }) => fileProblem(file, 'sql-migrate stops at this file: its number is too large.')), ...problems],
    };
  },

  /** In a file without markers, a down marker would leave the SQL before it without a direction. */
  scaffoldDown(migration, body, lookup) {
    const down = migration.down.at(-1);
    const up = migration.up.find(({ marker }) => marker !== undefined);
    if (down !== undefined) return filledDown(down, framedBody(body, '-- +migrate'), lookup);
    return up && newDownSection(up.file, `${PREFIX}Down`, framedBody(body, '-- +migrate'), lookup);
  },

  /** The option belongs to a marker and applies to all sections of its direction. */
  disableTransaction(migration, lookup) {
    const part = migration.up.find(({ transaction, marker }) => transaction === 'on' && marker !== undefined);
    const text = part && lookup(part.file);
    if (part?.marker === undefined || text === undefined) return undefined;
    const start = part.marker.start + /^-- \+migrate\s+Up/.exec(text.slice(part.marker.start, part.marker.end))![0].length;
    return { file: part.file, edit: { span: { start, end: start }, newText: ' notransaction' } };
  },
};

interface Environment {
  readonly config: string;
  readonly dialect: string;
}

/** The environments of `dbconfig.yml` whose migrations are in the folder. */
function environmentsOf(folder: FolderView, lookup: FileLookup): readonly Environment[] {
  return configsAbove(folder.path, ['dbconfig.yml'], lookup).flatMap((config) => {
    const environments = yamlValue(config.text);
    return Object.values(typeof environments === 'object' && environments !== null ? environments : {}).flatMap((environment: unknown) => {
      if (typeof environment !== 'object' || environment === null) return [];
      const dialect: unknown = Reflect.get(environment, 'dialect');
      const dir: unknown = Reflect.get(environment, 'dir') ?? 'migrations';
      return typeof dialect === 'string' && means(config, dir, folder.path) ? [{ config: config.path, dialect }] : [];
    });
  });
}

function named(folder: FolderView): readonly FolderEntry[] {
  return sqlFiles(folder).filter(({ name }) => NAME.test(name));
}
