import { parse as parseJson } from 'jsonc-parser';
import type { Ecosystem, EngineSigns } from '../../sql/signs';
import { ancestors, tomlValue } from '../layout/configs';
import { baseName, joinPath } from '../layout/folder';
import type { FileLookup, FolderListing, SourceFile } from '../tool';
import { type Databases, distinctEngines } from './databases';
import { gradleGroups, mavenGroups } from './jvm';

/** Databases with a driver in a manifest. */
export interface DriverEvidence {
  readonly databases: readonly EngineSigns[];
  readonly file: string;
}

/** Globs of the manifests. Only those in or above a migrations folder are parsed. */
export const MANIFEST_PATTERNS: readonly string[] = [
  'go.mod',
  'package.json',
  'Cargo.toml',
  'pyproject.toml',
  'requirements.txt',
  'Pipfile',
  'composer.json',
  'Gemfile',
  'project.clj',
  'deps.edn',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
].map((name) => `**/${name}`);

/** The drivers in the manifests of the nearest folder that names any. The search goes from the migrations folder upwards. */
export function driversAbove(folder: string, lookup: FileLookup, listing: FolderListing, databases: Databases): DriverEvidence | undefined {
  for (const above of ancestors(folder)) {
    const found = manifestsIn(above, lookup, listing).flatMap((file) => {
      const named = driversIn(file, databases);
      return named.length === 0 ? [] : [{ databases: named, file: file.path }];
    });
    const [first] = found;
    if (first !== undefined) return { databases: distinctEngines(found.flatMap((each) => each.databases)), file: first.file };
  }
  return undefined;
}

function manifestsIn(folder: string, lookup: FileLookup, listing: FolderListing): readonly SourceFile[] {
  const named = [...READERS.keys()].flatMap((name) => {
    const path = joinPath(folder, name)!;
    const text = lookup(path);
    return text === undefined ? [] : [{ path, text }];
  });
  return [...named, ...listing(folder).filter(({ path }) => DOTNET.test(path))];
}

const DOTNET = /\.(?:cs|fs|vb)proj$/;

function driversIn(file: SourceFile, { all }: Databases): readonly EngineSigns[] {
  const { ecosystem, groups } = READERS.get(baseName(file.path)) ?? NUGET;
  for (const group of groups(file.text)) {
    const packages = new Set(group.map((name) => name.toLowerCase()));
    const found = all.filter(({ drivers }) => drivers[ecosystem]?.some((driver) => packages.has(driver)));
    if (found.length > 0) return found;
  }
  return [];
}

/** How one kind of manifest is read. Only the first group with a driver counts; development dependencies are the last group. */
interface ManifestReader {
  readonly ecosystem: Ecosystem;
  groups(text: string): readonly (readonly string[])[];
}

const PYTHON_NAME = /^[A-Za-z0-9][\w.-]*/;

const READERS: ReadonlyMap<string, ManifestReader> = new Map<string, ManifestReader>([
  ['go.mod', { ecosystem: 'go', groups: (text) => [goModules(text)] }],
  ['package.json', { ecosystem: 'npm', groups: (text) => jsonGroups(text, ['dependencies', 'peerDependencies', 'devDependencies']) }],
  ['Cargo.toml', { ecosystem: 'cargo', groups: cratesOf }],
  ['pyproject.toml', { ecosystem: 'python', groups: (text) => [projectPackages(text).flatMap(pythonName)] }],
  ['requirements.txt', { ecosystem: 'python', groups: (text) => [text.split('\n').flatMap(pythonName)] }],
  ['composer.json', { ecosystem: 'composer', groups: (text) => jsonGroups(text, ['require', 'require-dev']) }],
  ['Gemfile', { ecosystem: 'gem', groups: (text) => [matches(text, /^\s*gem\s*\(?\s*['"]([^'"]+)/gm)] }],
  ['project.clj', { ecosystem: 'jvm', groups: (text) => [matches(text, /\[\s*([\w.-]+\/[\w.-]+)/g)] }],
  [
    'Pipfile',
    { ecosystem: 'python', groups: (text) => ['packages', 'dev-packages'].map((key) => keysOf(tomlValue(text, key)).flatMap(pythonName)) },
  ],
  ['pom.xml', { ecosystem: 'jvm', groups: mavenGroups }],
  ['build.gradle', { ecosystem: 'jvm', groups: gradleGroups }],
  ['build.gradle.kts', { ecosystem: 'jvm', groups: gradleGroups }],
  ['deps.edn', { ecosystem: 'jvm', groups: (text) => [matches(text, /([\w.-]+\/[\w.-]+)\s*\{/g)] }],
]);

const NUGET: ManifestReader = {
  ecosystem: 'nuget',
  groups: (text) => [matches(text, /<PackageReference\b[^>]*?\b(?:Include|Update)\s*=\s*"([^"]+)"/g)],
};

/** Directly required modules, without the major version suffix of their path. */
function goModules(text: string): readonly string[] {
  const direct = text.split('\n').filter((line) => !line.includes('// indirect'));
  return matches(direct.join('\n'), /^\s*(?:require\s+)?([\w.-]+\.[\w-]+\/\S+)\s+v\d/gm).map((module) => module.replace(/\/v\d+$/, ''));
}

function jsonGroups(text: string, keys: readonly string[]): readonly (readonly string[])[] {
  const manifest: unknown = parseJson(text);
  return keys.map((key) => keysOf(fieldOf(manifest, key)));
}

/** Crates, their features as `crate/feature`, and the entries of the manifest's own features. */
function cratesOf(text: string): readonly (readonly string[])[] {
  const manifest = tomlValue(text);
  const target = Object.values(recordOf(fieldOf(manifest, 'target')));
  const tables = [manifest, fieldOf(manifest, 'workspace'), ...target];
  const features = Object.values(recordOf(fieldOf(manifest, 'features'))).flatMap(stringsOf);
  const of = (key: string): readonly string[] =>
    tables.flatMap((table) => Object.entries(recordOf(fieldOf(table, key))).flatMap(crateNames));
  return [[...of('dependencies'), ...features.map((feature) => feature.replace('?/', '/'))], of('dev-dependencies')];
}

function crateNames([name, value]: readonly [string, unknown]): readonly string[] {
  const renamed = fieldOf(value, 'package');
  const crate = typeof renamed === 'string' ? renamed : name;
  const isOptional = fieldOf(value, 'optional') === true;
  return [...(isOptional ? [] : [crate]), ...stringsOf(fieldOf(value, 'features')).map((feature) => `${crate}/${feature}`)];
}

/** Dependencies as PEP 621 and as Poetry write them. */
function projectPackages(text: string): readonly string[] {
  return [...stringsOf(tomlValue(text, 'project', 'dependencies')), ...keysOf(tomlValue(text, 'tool', 'poetry', 'dependencies'))];
}

/** Python compares names without regard to case, and takes `_` and `.` for `-`. */
function pythonName(requirement: string): readonly string[] {
  const name = PYTHON_NAME.exec(requirement.trim())?.[0];
  return name === undefined ? [] : [name.toLowerCase().replace(/[._]+/g, '-')];
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

function keysOf(value: unknown): readonly string[] {
  return Object.keys(recordOf(value));
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function fieldOf(value: unknown, key: string): unknown {
  const record = recordOf(value);
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}
