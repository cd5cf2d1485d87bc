import { configsAbove, manifestNaming, means, tomlValue } from '../../layout/configs';
import { INT64 } from '../../layout/flat';
import { isNoMigration, sqlFiles } from '../../layout/folder';
import { lineEnding } from '../../layout/lines';
import { type Half, pairUp } from '../../layout/pairs';
import { wholeFile } from '../../layout/parts';
import { anySays } from '../../layout/sample';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { fileProblem, integerKey, withUniqueIds } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { FileLookup, FolderView, MigrationTool, SourceFile } from '../../tool';
import type { LayoutProblem } from '../../unit';

const NAME = /^(\d+)_(.*?)(?:\.(up|down))?\.sql$/;
/** sqlx compares the first bytes of the file and reads nothing else. */
const NO_TRANSACTION = '-- no-transaction';
const LATE_NO_TRANSACTION = /^[ \t]*--[ \t]*no-transaction[ \t]*\r?$/m;

/** `N_title.sql` without a down, or `N_title.up.sql` and `N_title.down.sql`, in the order of N. */
export const sqlx: MigrationTool = {
  id: 'sqlx',
  name: 'sqlx',
  documentation: 'https://docs.rs/sqlx/latest/sqlx/macro.migrate.html',
  down: 'optional',
  watched: ['**/sqlx.toml', '**/Cargo.toml'],
  readsBelow: false,
  isLocal: true,

  detect(folder, lookup) {
    const files = sqlFiles(folder).filter(({ name }) => NAME.test(name));
    if (files.length === 0) return undefined;
    const found = (confidence: 'proof' | 'strong', evidence: string) => ({
      tool: 'sqlx' as const,
      folder: folder.path,
      confidence,
      evidence,
    });
    const config = namedBy(folder, lookup);
    if (config !== undefined) return found('proof', `${config} names this folder`);
    const manifest = manifestNaming(folder.path, 'Cargo.toml', /^\s*(?:\[[^\]\n]*\.)?"?sqlx\b/m, lookup);
    if (manifest !== undefined) return found('strong', `${manifest} depends on sqlx`);
    const marked = anySays(files, /^-- no-transaction/);
    return marked === undefined ? undefined : found('strong', `${marked.path} begins with ${NO_TRANSACTION}`);
  },

  layout(folder) {
    const halves: Half[] = [];
    const problems: LayoutProblem[] = [];
    for (const { name, file } of sqlFiles(folder)) {
      const match = NAME.exec(name);
      if (match !== null && BigInt(match[1]!) <= INT64) {
        const [, version = '', title = '', direction = 'up'] = match;
        halves.push({
          file,
          direction: direction === 'down' ? 'down' : 'up',
          version,
          title,
          id: title === '' ? version : `${version}_${title}`,
        });
        problems.push(...lateNoTransaction(file));
      } else if (name.includes('_')) {
        problems.push(fileProblem(file, 'sqlx stops at this file: what stands before the first “_” of its name has to be a number.'));
      } else if (!isNoMigration(name)) {
        problems.push(fileProblem(file, 'sqlx passes over this file: its name has to be N_title.sql, with a number in front.'));
      }
    }
    halves.sort((a, b) => compareIntegers(a.version, b.version));
    const paired = pairUp(halves, {
      key: ({ version }) => integerKey(version),
      part: ({ direction, file }) => wholeFile(direction, file, file.text.startsWith(NO_TRANSACTION) ? 'off' : 'on'),
      harm: 'sqlx takes the second one for a changed copy of the first and stops',
    });
    return { migrations: withUniqueIds(paired.migrations), problems: [...problems, ...paired.problems] };
  },

  /** Only a migration named `.up.sql` can have a down. Beside `N_title.sql` sqlx would run it as one more up. */
  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    return up?.endsWith('.up.sql') ? newDownFile(up.replace(/\.up\.sql$/, '.down.sql'), up, body, lookup) : undefined;
  },

  disableTransaction(migration, lookup) {
    const part = migration.up.find(({ transaction }) => transaction === 'on');
    const text = part && lookup(part.file);
    if (part === undefined || text === undefined) return undefined;
    return { file: part.file, edit: { span: { start: 0, end: 0 }, newText: NO_TRANSACTION + lineEnding(text) } };
  },
};

function namedBy(folder: FolderView, lookup: FileLookup): string | undefined {
  return configsAbove(folder.path, ['sqlx.toml'], lookup).find((config) =>
    means(config, tomlValue(config.text, 'migrate', 'migrations-dir'), folder.path),
  )?.path;
}

function lateNoTransaction(file: SourceFile): readonly LayoutProblem[] {
  const match = LATE_NO_TRANSACTION.exec(file.text);
  if (match === null || file.text.startsWith(NO_TRANSACTION)) return [];
  const start = match.index + match[0].indexOf('--');
  const span = { start, end: match.index + match[0].trimEnd().length };
  const message = `sqlx sees “${NO_TRANSACTION}” only as the very first characters of the file: a blank, a line or a comment in front hides it.`;
  return [{ file: file.path, span, message }];
}
