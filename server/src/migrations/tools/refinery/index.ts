import { manifestNaming } from '../../layout/configs';
import { INT64 } from '../../layout/flat';
import { baseName, entries, isNoMigration, isSql, sqlFiles, stem } from '../../layout/folder';
import { wholeFile } from '../../layout/parts';
import { fileProblem, integerKey, repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { FolderView, MigrationTool, SourceFile } from '../../tool';
import type { LayoutProblem, Migration } from '../../unit';

/** A title is letters, digits and underscores. The pattern accepts a version with a point, but refinery then fails to read the number. */
const NAME = /^[VU](\d+(?:\.\d+)?)__(\w+)\.(?:sql|rs)$/;
const CARGO = /^\s*(?:\[[^\]\n]*\.)?"?refinery\b/m;

/** `V1__title.sql` or `.rs`, in the order of the numbers. `U1__title.sql` goes forward too, but may be applied late. */
export const refinery: MigrationTool = {
  id: 'refinery',
  name: 'Refinery',
  documentation: 'https://docs.rs/refinery',
  down: 'none',
  watched: ['**/Cargo.toml', '**/[UV][0-9]*__*.rs'],
  readsBelow: true,

  detect(folder, lookup) {
    if (!sqlFiles(folder).some(({ name }) => NAME.test(name))) return undefined;
    const manifest = manifestNaming(folder.path, 'Cargo.toml', CARGO, lookup);
    return manifest === undefined
      ? undefined
      : { tool: 'refinery', folder: folder.path, confidence: 'strong', evidence: `${manifest} depends on Refinery` };
  },

  layout(folder) {
    const { named, problems } = versionedFiles(folder);
    named.sort((a, b) => compareIntegers(a.version, b.version));
    const repeats = repeatedVersions(named, integerKey, 'Refinery cannot note the second one as applied');
    return { migrations: withUniqueIds(named.map(migrationOf)), problems: [...problems, ...repeats] };
  },

  scaffoldDown: () => undefined,
};

interface Named {
  readonly file: SourceFile;
  readonly id: string;
  readonly version: string;
  readonly title: string;
}

/** Code comes first, so that a repeated version is reported at the SQL file. */
function versionedFiles(folder: FolderView): { readonly named: Named[]; readonly problems: readonly LayoutProblem[] } {
  const files = entries(folder);
  const named: Named[] = [];
  const problems: LayoutProblem[] = [];
  for (const { name: path, file } of [...files.filter(({ name }) => name.endsWith('.rs')), ...files.filter(({ name }) => isSql(name))]) {
    const name = baseName(path);
    const [, version, title = ''] = NAME.exec(name) ?? [];
    if (version === undefined) {
      if (isSql(name) && !isNoMigration(name)) {
        const message = 'Refinery passes over this file: its name has to be V1__title.sql, the title without dashes and blanks.';
        problems.push(fileProblem(file, message));
      }
    } else if (version.includes('.') || BigInt(version) > INT64) {
      problems.push(fileProblem(file, 'Refinery stops at this file: its version is no whole number that it can hold.'));
    } else named.push({ file, id: stem(path), version, title });
  }
  return { named, problems };
}

function migrationOf({ file, id, version, title }: Named): Migration {
  const common = { id, version, title, role: 'versioned', down: [] } as const;
  return isSql(file.path) ? { ...common, up: [wholeFile('up', file, 'on')] } : { ...common, up: [], code: { up: file.path } };
}
