import { delimited } from '../../../sql/placeholders/syntax';
import { configsAbove, dotnetManifest } from '../../layout/configs';
import { allSqlFiles, baseName, sqlFiles, stem } from '../../layout/folder';
import { lineEnding, linesOf, trimmed } from '../../layout/lines';
import { wholeFile } from '../../layout/parts';
import { sample } from '../../layout/sample';
import { fileProblem, repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareBytes, compareDottedStrictly } from '../../order';
import type { FolderView, MigrationTool, SourceFile } from '../../tool';
import type { LayoutProblem, Migration } from '../../unit';

/** Prefixes and the extension in any letter case. */
const VERSIONED = /^v(\d+(?:[._]\d+)*)__(.*\S.*)\.sql$/i;
const REPEATABLE = /^r.*?__(.*\S.*)\.sql$/i;
const PACKAGE = /"Evolve(?:\.Tool)?"/i;
/** A placeholder without a value is left as it is. */
const PLACEHOLDER = delimited('${', '}', { isAmbiguous: true });
const NO_TRANSACTION = 'evolve-tx-off';

/** `V1_2__title.sql` in the order of versions, then `R__title.sql`. There are no downs. */
export const evolve: MigrationTool = {
  id: 'evolve',
  name: 'Evolve',
  documentation: 'https://evolve-db.netlify.app/',
  down: 'none',
  watched: ['**/*.csproj', '**/*.fsproj', '**/Directory.Packages.props', '**/.config/dotnet-tools.json', '**/evolve.json'],
  readsBelow: true,

  detect(folder, lookup, listing) {
    const named = sqlFiles(folder).filter(({ name }) => VERSIONED.test(name));
    if (named.length === 0) return undefined;
    const found = (evidence: string) => ({ tool: 'evolve', folder: folder.path, confidence: 'strong', evidence }) as const;
    const manifest = dotnetManifest(folder.path, PACKAGE, lookup, listing);
    if (manifest !== undefined) return found(`${manifest} depends on Evolve`);
    const config = configsAbove(folder.path, ['evolve.json'], lookup)[0];
    if (config !== undefined) return found(`${config.path} is the configuration of Evolve`);
    const marked = sample(named).find(({ text }) => isOff(text));
    return marked && found(`${marked.path} says ${NO_TRANSACTION}`);
  },

  placeholders: () => ({ syntaxes: [PLACEHOLDER], values: {} }),

  layout(folder) {
    const { versioned, repeatable, problems } = versionedAndRepeatable(folder);
    versioned.sort((a, b) => compareDottedStrictly(a.version, b.version));
    repeatable.sort((a, b) => compareBytes(a.id, b.id));
    const repeats = repeatedVersions(versioned, versionKey, 'Evolve refuses to run a folder in which a version occurs twice');
    const migrations = [...versioned, ...repeatable].map(({ file, id, version, title }): Migration => {
      const role = version === '' ? 'repeatable' : 'versioned';
      return { id, version, title, role, up: [wholeFile('up', file, isOff(file.text) ? 'off' : 'on')], down: [] };
    });
    return { migrations: withUniqueIds(migrations), problems: [...problems, ...repeats] };
  },

  scaffoldDown: () => undefined,

  disableTransaction(migration, lookup) {
    const part = migration.up.find(({ transaction }) => transaction === 'on');
    const text = part && lookup(part.file);
    if (part === undefined || text === undefined) return undefined;
    return { file: part.file, edit: { span: { start: 0, end: 0 }, newText: `-- ${NO_TRANSACTION}${lineEnding(text)}` } };
  },
};

interface Named {
  readonly file: SourceFile;
  readonly id: string;
  readonly version: string;
  readonly title: string;
}

/** Subfolders are searched too, except hidden ones. */
function versionedAndRepeatable(folder: FolderView): {
  readonly versioned: Named[];
  readonly repeatable: Named[];
  readonly problems: LayoutProblem[];
} {
  const versioned: Named[] = [];
  const repeatable: Named[] = [];
  const problems: LayoutProblem[] = [];
  for (const { name: path, file } of allSqlFiles(folder)) {
    const name = baseName(path);
    const [, version, title = ''] = VERSIONED.exec(name) ?? [];
    if (/(?:^|\/)\./.test(path)) continue;
    if (version !== undefined) versioned.push({ file, id: stem(path), version, title });
    else if (REPEATABLE.test(name)) repeatable.push({ file, id: stem(path), version: '', title: REPEATABLE.exec(name)![1]! });
    else if (/^[vr]/i.test(name)) problems.push(fileProblem(file, REFUSED));
    problems.push(...lateOption(file));
  }
  return { versioned, repeatable, problems };
}

/** Evolve treats every name that begins with one of its prefixes as a migration (FileMigrationLoader). */
const REFUSED =
  'Evolve refuses to run because of this file: a name that begins with V or R has to be V1__title.sql or R__title.sql, with two underscores.';

function isOff(text: string): boolean {
  return new RegExp(`^[^\\r\\n]*${NO_TRANSACTION}`, 'i').test(text);
}

/** Options are read from the first line of the file only. */
function lateOption(file: SourceFile): readonly LayoutProblem[] {
  const line = linesOf(file.text).find(({ text }, i) => i > 0 && /^\s*--.*\bevolve-(?:tx-off|repeat-always)\b/i.test(text));
  if (line === undefined || isOff(file.text)) return [];
  return [{ file: file.path, span: trimmed(line), message: 'Evolve looks for its options in the first line of the file only.' }];
}

function versionKey(version: string): string {
  return version
    .split(/[._]/)
    .map((part) => BigInt(part))
    .join('.');
}
