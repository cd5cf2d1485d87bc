import { configsAbove, type ToolConfig, yamlValue } from '../../layout/configs';
import { UINT64 } from '../../layout/flat';
import { baseName, entries, folderAbove, joinPath, parentFolder, stem } from '../../layout/folder';
import { type Half, pairUp } from '../../layout/pairs';
import { wholeFile } from '../../layout/parts';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { integerKey, withUniqueIds } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { FileLookup, FolderView, MigrationTool } from '../../tool';
import { runSqlParts } from './runSql';

/** One folder per migration, or flat files: the first version of the layout, which the CLI still reads. */
const NAME = /^(\d+)_([^/]*?)[/.](up|down)\.sql$/;
const REQUESTS = /^(\d+)_([^/]*?)\.(up|down)\.yaml$/;

/** `migrations/<database>/N_title/up.sql` and `down.sql`, in the order of N. */
export const hasura: MigrationTool = {
  id: 'hasura',
  name: 'Hasura',
  documentation: 'https://hasura.io/docs/2.0/migrations-metadata-seeds/manage-migrations/',
  down: 'optional',
  watched: ['**/config.yaml', '**/databases/databases.yaml', '**/migrations/*.up.yaml', '**/migrations/*.down.yaml'],
  readsBelow: true,

  rootOf: (path) => (baseName(path) === 'up.sql' ? folderAbove(path) : REQUESTS.test(baseName(path)) ? parentFolder(path) : undefined),

  detect(folder, lookup) {
    const steps = entries(folder).filter(({ name }) => NAME.test(name) || REQUESTS.test(name));
    const project = steps.length === 0 ? undefined : projectOf(folder, lookup);
    const found = (confidence: 'proof' | 'guess', evidence: string) =>
      ({ tool: 'hasura', folder: folder.path, confidence, evidence }) as const;
    if (project !== undefined) return found('proof', `${project.path} is a Hasura project`);
    // The console writes milliseconds since 1970.
    const stamped = steps.find(({ name }) => /^1\d{12}_[^/]*\/up\.sql$/.test(name));
    return stamped && found('guess', `${stamped.name} has the shape of Hasura's names`);
  },

  databasesNamed(folder, lookup) {
    const project = projectOf(folder, lookup);
    const kind = project && kindOf(project, folder, lookup);
    return kind === undefined ? [] : [{ name: kind, evidence: `Hasura runs these on ${kind}` }];
  },

  layout(folder) {
    const halves: Half[] = [];
    for (const { name, file } of entries(folder)) {
      const [, version, title = '', direction] = NAME.exec(name) ?? [];
      if (version === undefined || BigInt(version) > UINT64) continue;
      const id = stem(name).replace(/[/.](?:up|down)$/, '');
      halves.push({ file, direction: direction === 'up' ? 'up' : 'down', version, title, id });
    }
    halves.push(
      ...requestsOf(folder).filter((one) => !halves.some((half) => half.direction === one.direction && isSameVersion(half, one))),
    );
    halves.sort((a, b) => compareIntegers(a.version, b.version));
    const paired = pairUp(halves, {
      key: ({ version }) => integerKey(version),
      part: ({ direction, file }) => (file.path.endsWith('.yaml') ? runSqlParts(file, direction) : wholeFile(direction, file, 'driver')),
      harm: 'Hasura refuses a folder in which a version occurs twice',
    });
    return { migrations: withUniqueIds(paired.migrations), problems: paired.problems };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return down.file.endsWith('.sql') ? filledDown(down, body, lookup) : undefined;
    return !up?.endsWith('.sql') ? undefined : newDownFile(up.replace(/up\.sql$/, 'down.sql'), up, body, lookup);
  },
};

/** Request files that contain SQL. The others change only Hasura's metadata. */
function requestsOf(folder: FolderView): readonly Half[] {
  return entries(folder).flatMap(({ name, file }): readonly Half[] => {
    const [, version, title = '', written] = REQUESTS.exec(name) ?? [];
    const direction = written === 'up' ? 'up' : 'down';
    if (version === undefined || BigInt(version) > UINT64 || runSqlParts(file, direction).length === 0) return [];
    return [{ file, direction, version, title, id: name.replace(/\.(?:up|down)\.yaml$/, '') }];
  });
}

function isSameVersion(a: Half, b: Half): boolean {
  return integerKey(a.version) === integerKey(b.version);
}

/** The `config.yaml` of the project that the folder belongs to. Since version 3 a folder holds the migrations of one database. */
function projectOf(folder: FolderView, lookup: FileLookup): ToolConfig | undefined {
  return configsAbove(folder.path, ['config.yaml'], lookup).find((config) => {
    if (!/^(?:metadata_directory|migrations_directory|endpoint|admin_secret)\s*:/m.test(config.text)) return false;
    const written = yamlValue(config.text, 'migrations_directory');
    const migrations = joinPath(config.folder, typeof written === 'string' ? written : 'migrations');
    return folder.path === migrations || parentFolder(folder.path) === migrations;
  });
}

/** The `kind` that the metadata gives the database after which the folder is named. */
function kindOf(config: ToolConfig, folder: FolderView, lookup: FileLookup): string | undefined {
  const written = yamlValue(config.text, 'metadata_directory');
  const metadata = joinPath(config.folder, typeof written === 'string' ? written : 'metadata');
  const databases = yamlValue(lookup(`${metadata}/databases/databases.yaml`) ?? '');
  if (!Array.isArray(databases)) return undefined;
  const named = databases.find((database: unknown) => isRecord(database) && database.name === baseName(folder.path));
  return isRecord(named) && typeof named.kind === 'string' ? named.kind : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
