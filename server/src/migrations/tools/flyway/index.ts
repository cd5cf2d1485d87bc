import { jdbcDatabases, SPRING_FILES } from '../../layout/addresses';
import { configsAbove, manifestNaming, means, propertyValue, tomlValue } from '../../layout/configs';
import { allSqlFiles, baseName, entries, type FolderEntry, isSql, joinPath, parentFolder, sqlFiles, stem } from '../../layout/folder';
import { type Half, pairUp } from '../../layout/pairs';
import { wholeFile } from '../../layout/parts';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { fileProblem, repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareDotted, compareLocale, normalDotted } from '../../order';
import type { FileLookup, FolderView, MigrationTool, RootDatabase, SourceFile } from '../../tool';
import type { LayoutProblem, Migration, Part } from '../../unit';
import { CONFIG_FILES, flywayPlaceholders } from './placeholders';

/** Prefixes are case-sensitive, the extension is not. `__` and the description may be missing. */
const VERSIONED = /^([VUB])(\d+(?:[._]\d+)*)(?:__(.*))?\.(?:sql|java|kt)$/i;
const REPEATABLE = /^R__(.*)\.(?:sql|java|kt)$/i;
/** Class names have underscores for the dots of versions. */
const CODE = /^(?:V\d+(?:_\d+)*|R)__.*\.(?:java|kt)$/;
const MEANT = /^[VUBR]\d*[._\d]*_.*\.sql$/i;

/** `V1.2__title.sql`, undone by `U1.2__title.sql` in the paid editions. `R__title.sql` runs after them, again after each change. */
export const flyway: MigrationTool = {
  id: 'flyway',
  name: 'Flyway',
  documentation: 'https://documentation.red-gate.com/flyway/flyway-concepts/migrations',
  down: 'optional',
  watched: [
    '**/*.sql.conf',
    '**/flyway.toml',
    '**/flyway.conf',
    '**/Cargo.toml',
    '**/[VR]*__*.java',
    '**/[VR]*__*.kt',
    ...SPRING_FILES.map((name) => `**/${name}`),
  ],
  readsBelow: true,

  /** Java migrations are classes of a package that mirrors the folder's path, in the source set beside the resources (Maven, Gradle). */
  companions(folder) {
    const at = folder.lastIndexOf('resources/');
    const other = (language: string): string => `${folder.slice(0, at)}${language}${folder.slice(at + 'resources'.length)}`;
    return at > 0 && folder[at - 1] === '/' ? [other('java'), other('kotlin')] : [];
  },

  rootOf(path) {
    const folder = parentFolder(path);
    const above = aboveVersions(folder);
    return above !== '' && above !== folder && isMarked(baseName(path)) ? above : undefined;
  },

  detect(folder, lookup) {
    const named = sqlFiles(folder).some(({ name }) => isMarked(name)) || isByVersion(folder);
    // refinery uses the same names, but its U is a forward migration that may come late.
    if (!named || manifestNaming(folder.path, 'Cargo.toml', /^\s*(?:\[[^\]\n]*\.)?"?refinery\b/m, lookup) !== undefined) return undefined;
    const config = namedBy(folder, lookup);
    return config === undefined
      ? { tool: 'flyway', folder: folder.path, confidence: 'guess', evidence: 'file names have the shape V1__title.sql' }
      : { tool: 'flyway', folder: folder.path, confidence: 'proof', evidence: `${config} names this folder` };
  },

  databasesNamed: ({ path }, lookup) => jdbcDatabases(path, CONFIG_FILES, lookup),

  placeholders: flywayPlaceholders,

  layout(folder, _, database) {
    const { halves, baselines, repeatables, problems } = filesByPrefix(folder);
    const part = partsOf(new Map(entries(folder).map(({ file }) => [file.path, file])), database);
    const byVersion = (a: Half, b: Half): number => compareDotted(a.version, b.version);
    const paired = pairUp([...halves].sort(byVersion), {
      key: ({ version }) => normalDotted(version),
      part,
      harm: 'Flyway refuses to run a folder in which a version occurs twice',
    });
    const start = [...baselines].sort(byVersion).at(-1);
    const later =
      start === undefined ? paired.migrations : paired.migrations.filter(({ version }) => compareDotted(version, start.version) > 0);
    const alone = (half: Half, role: 'baseline' | 'repeatable'): Migration => {
      const { id, version, title, isCode, file } = half;
      return { id, version, title, role, up: isCode ? [] : [part(half)], down: [], ...(isCode ? { code: { up: file.path } } : {}) };
    };
    const migrations = [
      ...(start === undefined ? [] : [alone(start, 'baseline')]),
      ...later,
      ...[...repeatables].sort((a, b) => compareLocale(a.title, b.title)).map((half) => alone(half, 'repeatable')),
    ];
    const repeats = repeatedVersions(baselines, normalDotted, 'Flyway refuses two baselines of one version');
    return { migrations: withUniqueIds(migrations), problems: [...problems, ...paired.problems, ...repeats] };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    if (up === undefined || migration.role !== 'versioned') return undefined;
    return newDownFile(joinPath(parentFolder(up), baseName(up).replace(/^V/, 'U'))!, up, body, lookup);
  },
};

function isMarked(name: string): boolean {
  return isVersioned(name) && name.includes('__');
}

/** The name of a folder for one release or one year. */
const VERSION_FOLDER = /^v?\d+(?:[._-]\d+)*(?:\.x)?$/i;

function aboveVersions(folder: string): string {
  const segments = folder.split('/');
  while (VERSION_FOLDER.test(segments.at(-1) ?? '')) segments.pop();
  return segments.join('/');
}

/** Whether the folder is split by release: all files are in folders of releases, and no version is in two of them. */
function isByVersion(folder: FolderView): boolean {
  const marked = allSqlFiles(folder).filter(({ name }) => isMarked(baseName(name)));
  const below = marked.filter(({ name }) => aboveVersions(parentFolder(name)) === '');
  const versions = below.flatMap(({ name }) => {
    const [, prefix = '', version = ''] = VERSIONED.exec(baseName(name)) ?? [];
    return prefix === 'V' ? [normalDotted(version)] : [];
  });
  return versions.length > 1 && new Set(versions).size === versions.length;
}

function isVersioned(name: string): boolean {
  return VERSIONED.test(name) && /^[VUB]/.test(name);
}

interface Files {
  readonly halves: readonly Half[];
  readonly baselines: readonly Half[];
  readonly repeatables: readonly Half[];
  readonly problems: readonly LayoutProblem[];
}

/** Subfolders are searched too, except hidden ones. Callbacks have other names and are left out. */
function filesByPrefix(folder: FolderView): Files {
  const halves: Half[] = [];
  const baselines: Half[] = [];
  const repeatables: Half[] = [];
  const problems: LayoutProblem[] = [];
  for (const { name: path, file } of [...codeOf(folder), ...allSqlFiles(folder)]) {
    const name = baseName(path);
    if (/(?:^|\/)\./.test(path)) continue;
    const [, prefix = '', version = '', title = ''] = VERSIONED.exec(name) ?? [];
    const half: Half = {
      file,
      direction: prefix === 'U' ? 'down' : 'up',
      version,
      title,
      isCode: !isSql(name),
      id: stem(path).replace(/(^|\/)U(?=[^/]*$)/, '$1V'),
    };
    if (prefix === 'B') baselines.push(half);
    else if (prefix === 'V' || prefix === 'U') halves.push(half);
    else if (/^R/.test(name) && REPEATABLE.test(name)) repeatables.push({ ...half, title: REPEATABLE.exec(name)![1]! });
    else if (MEANT.test(name)) {
      problems.push(
        fileProblem(
          file,
          'Flyway passes over this file: names are V1__title.sql, R__title.sql and the like, with a capital letter and two underscores.',
        ),
      );
    }
  }
  return { halves, baselines, repeatables, problems };
}

function codeOf({ files }: FolderView): readonly FolderEntry[] {
  return files.flatMap((file) => (CODE.test(baseName(file.path)) ? [{ name: baseName(file.path), file }] : []));
}

/**
 * `V1__title.sql.conf` beside a script holds its settings. Flyway finds a statement that is refused in a transaction, and runs its script
 * without one.
 */
function partsOf(files: ReadonlyMap<string, SourceFile>, { dialect }: RootDatabase): (half: Half) => Part {
  return ({ direction, file }) => {
    const isOff = (key: string): boolean => propertyValue(files.get(`${file.path}.conf`)?.text ?? '', key)?.toLowerCase() === 'false';
    const part = wholeFile(direction, file, isOff('executeInTransaction') || dialect.refusesInTransaction(file.text) ? 'off' : 'on');
    return isOff('placeholderReplacement') ? { ...part, isVerbatim: true } : part;
  };
}

/** `filesystem:` is relative to the working folder: assumed to be the config file's folder or, for `conf/`, its parent. */
function namedBy(folder: FolderView, lookup: FileLookup): string | undefined {
  return configsAbove(folder.path, ['flyway.toml', 'flyway.conf', 'conf/flyway.toml', 'conf/flyway.conf'], lookup).find((config) => {
    const written = config.path.endsWith('.toml')
      ? tomlValue(config.text, 'flyway', 'locations')
      : propertyValue(config.text, 'flyway.locations')?.split(',');
    return (Array.isArray(written) ? written : []).some((location: unknown) => {
      const path = String(location).trim();
      const classpath = /^classpath:\/?(.+)$/.exec(path)?.[1];
      if (classpath !== undefined) return `/${folder.path}`.endsWith(`/${classpath}`);
      return means(config, path.replace(/^filesystem:/, ''), folder.path);
    });
  })?.path;
}
