import { manifestNaming } from '../../layout/configs';
import { entries, type FolderEntry } from '../../layout/folder';
import { headOf, lineEnding } from '../../layout/lines';
import { wholeFile } from '../../layout/parts';
import { fileProblem, gapProblems, integerKey, repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { FolderView, MigrationTool, SourceFile } from '../../tool';
import type { Migration } from '../../unit';

const NAME = /^(\d+)[-_]?(.*)\.(sql|js)$/i;
const NO_TRANSACTION = '-- postgres-migrations disable-transaction';

/** `N_title.sql` or `N_title.js`, from 1 without a gap. There are no downs. */
export const postgresMigrations: MigrationTool = {
  id: 'postgres-migrations',
  name: 'postgres-migrations',
  documentation: 'https://github.com/ThomWright/postgres-migrations#migrations-rules',
  down: 'none',
  watched: ['**/package.json', '**/migrations/*.js'],
  readsBelow: false,
  onlyFor: 'postgresql',

  detect(folder, lookup) {
    const files = directFiles(folder);
    if (!files.some(({ name }) => NAME.test(name) && /\.sql$/i.test(name))) return undefined;
    const found = (evidence: string) => ({ tool: 'postgres-migrations', folder: folder.path, confidence: 'strong', evidence }) as const;
    const manifest = manifestNaming(folder.path, 'package.json', /"postgres-migrations"\s*:/, lookup);
    return manifest === undefined ? undefined : found(`${manifest} depends on postgres-migrations`);
  },

  layout(folder) {
    const files = directFiles(folder);
    const named = files.flatMap(({ name, file }) => {
      const [, version, title = ''] = NAME.exec(name) ?? [];
      return version === undefined ? [] : [{ file, version, title, id: name.replace(/\.(?:sql|js)$/i, '') }];
    });
    named.sort((a, b) => compareIntegers(a.version, b.version));
    const stray = files.filter(({ name }) => !NAME.test(name));
    return {
      migrations: withUniqueIds(named.map(({ file, id, version, title }) => migrationOf(file, { id, version, title }))),
      problems: [
        ...stray.map(({ file }) => fileProblem(file, 'postgres-migrations stops at this file: its name has to begin with a number.')),
        ...repeatedVersions(named, integerKey, 'postgres-migrations refuses a folder in which a number occurs twice'),
        // Number 0 is the tool's own migration, which makes its ledger.
        ...named.flatMap(({ file, version }) =>
          BigInt(version) === 0n ? [fileProblem(file, 'postgres-migrations keeps number 0 for itself.')] : [],
        ),
        ...gapProblems(named, (missing) => `postgres-migrations refuses this folder: there is no migration ${missing}.`),
      ],
    };
  },

  scaffoldDown: () => undefined,

  disableTransaction(migration, lookup) {
    const part = migration.up.find(({ transaction }) => transaction === 'on');
    const text = part && lookup(part.file);
    if (part === undefined || text === undefined) return undefined;
    const { start } = headOf(text);
    return { file: part.file, edit: { span: { start, end: start }, newText: NO_TRANSACTION + lineEnding(text) } };
  },
};

function directFiles(folder: FolderView): readonly FolderEntry[] {
  return entries(folder).filter(({ name }) => /^[^/]*\.(?:sql|js)$/i.test(name));
}

function migrationOf(file: SourceFile, named: Pick<Migration, 'id' | 'version' | 'title'>): Migration {
  if (/\.js$/i.test(file.path)) return { ...named, role: 'versioned', up: [], down: [], code: { up: file.path } };
  const transaction = file.text.includes(NO_TRANSACTION) ? 'off' : 'on';
  return { ...named, role: 'versioned', up: [wholeFile('up', file, transaction)], down: [] };
}
