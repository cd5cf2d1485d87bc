import { configsAbove, manifestNaming, means, tomlValue } from '../../layout/configs';
import { baseName, folderAbove, joinPath, parentFolder, type Subfolder, subfolders } from '../../layout/folder';
import { wholeFile } from '../../layout/parts';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { fileProblem, repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareBytes } from '../../order';
import type { FileLookup, FolderView, MigrationTool, SourceFile } from '../../tool';
import type { LayoutProblem, Migration, TransactionMode } from '../../unit';

const METADATA = 'metadata.toml';

/** One folder per migration, with `up.sql` and `down.sql`. */
export const diesel: MigrationTool = {
  id: 'diesel',
  name: 'Diesel',
  documentation: 'https://docs.rs/diesel_migrations/latest/diesel_migrations/',
  down: 'expected',
  watched: ['**/metadata.toml', '**/diesel.toml', '**/Cargo.toml'],
  readsBelow: true,

  rootOf: (path) => (baseName(path) === 'up.sql' ? folderAbove(path) : undefined),

  detect(folder, lookup) {
    const steps = subfolders(folder).filter(({ name, files }) => /^\d/.test(name) && files.has('up.sql'));
    if (steps.length === 0) return undefined;
    const found = (confidence: 'proof' | 'strong' | 'guess', evidence: string) => ({
      tool: 'diesel' as const,
      folder: folder.path,
      confidence,
      evidence,
    });
    const config = namedBy(folder, lookup);
    if (config !== undefined) return found('proof', `${config} names this folder`);
    const setup = steps.find(({ name }) => name === '00000000000000_diesel_initial_setup');
    if (setup !== undefined) return found('proof', `it holds ${setup.name}`);
    const manifest = manifestNaming(folder.path, 'Cargo.toml', /^\s*(?:\[[^\]\n]*\.)?"?diesel(?:_migrations)?\b/m, lookup);
    if (manifest !== undefined) return found('strong', `${manifest} depends on Diesel`);
    return found('guess', 'its folders hold up.sql');
  },

  layout(folder) {
    const steps = subfolders(folder);
    const named = steps.flatMap((step) => stepOf(step));
    const problems = steps.flatMap((step) => stepProblems(step));
    const repeats = repeatedVersions(named, derivedVersion, 'Diesel takes the two for one and runs only one of them');
    named.sort((a, b) => compareBytes(derivedVersion(a.version), derivedVersion(b.version)));
    return { migrations: withUniqueIds(named.map(({ migration }) => migration)), problems: [...problems, ...repeats] };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    return up === undefined ? undefined : newDownFile(joinPath(parentFolder(up), 'down.sql')!, up, body, lookup);
  },

  /** Only if metadata.toml says `true`. Without the file there is nothing to edit; without the key there is no transaction. */
  disableTransaction(migration, lookup) {
    const up = migration.up[0]?.file;
    const file = up === undefined ? undefined : joinPath(parentFolder(up), METADATA)!;
    const match = file === undefined ? null : /^(\s*run_in_transaction\s*=\s*)true\b/m.exec(lookup(file) ?? '');
    if (file === undefined || match === null) return undefined;
    const start = match.index + match[1]!.length;
    return { file, edit: { span: { start, end: start + 'true'.length }, newText: 'false' } };
  },
};

interface Named {
  readonly file: SourceFile;
  readonly version: string;
  readonly migration: Migration;
}

function stepOf({ name, files }: Subfolder): readonly Named[] {
  const up = files.get('up.sql');
  const down = files.get('down.sql');
  const file = up ?? down;
  if (file === undefined) return [];
  const [, version = name, title = ''] = /^([^_]*)(?:_(.*))?$/s.exec(name) ?? [];
  const transaction = transactionOf(files.get(METADATA));
  const migration: Migration = {
    id: name,
    version,
    title,
    role: 'versioned',
    up: up === undefined ? [] : [wholeFile('up', up, transaction)],
    down: down === undefined ? [] : [wholeFile('down', down, transaction)],
  };
  return [{ file, version, migration }];
}

function stepProblems({ files }: Subfolder): readonly LayoutProblem[] {
  const metadata = files.get(METADATA);
  const sql = [...files].find(([name]) => /\.sql$/i.test(name))?.[1];
  const missing =
    sql === undefined || files.has('up.sql')
      ? []
      : [fileProblem(sql, 'There is no up.sql in this folder, so Diesel refuses all migrations.')];
  const silent = metadata !== undefined && tomlValue(metadata.text, 'run_in_transaction') === undefined;
  return silent
    ? [
        ...missing,
        fileProblem(metadata, 'Without run_in_transaction this file turns the transaction off: a key that is not there counts as false.'),
      ]
    : missing;
}

/** Diesel reads the field as a boolean with Rust's default, false: a metadata.toml without it turns the transaction off. */
function transactionOf(metadata: SourceFile | undefined): TransactionMode {
  if (metadata === undefined) return 'on';
  return tomlValue(metadata.text, 'run_in_transaction') === true ? 'on' : 'off';
}

/** Versions are compared as text without dashes: `2024-01-01-120000` is `20240101120000`, and `10` comes before `9`. */
function derivedVersion(version: string): string {
  return version.replaceAll('-', '');
}

function namedBy(folder: FolderView, lookup: FileLookup): string | undefined {
  return configsAbove(folder.path, ['diesel.toml'], lookup).find((config) =>
    means(config, tomlValue(config.text, 'migrations_directory', 'dir'), folder.path),
  )?.path;
}
