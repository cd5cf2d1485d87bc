import { manifestNaming } from '../../layout/configs';
import { INT64 } from '../../layout/flat';
import { allSqlFiles, baseName, type FolderEntry, stem } from '../../layout/folder';
import { lineEnding } from '../../layout/lines';
import { type Half, pairUp } from '../../layout/pairs';
import { partsOf } from '../../layout/parts';
import { anySays } from '../../layout/sample';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { fileProblem, integerKey, withUniqueIds } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { FolderView, MigrationTool, SourceFile } from '../../tool';
import type { LayoutProblem, Part } from '../../unit';

const NAME = /^(\d+)-([^.]+)\.(up|down)\.sql$/;
const NO_TRANSACTION = '-- :disable-transaction';
/** Ends a statement. The rest of the line belongs to the next statement, like a comment. */
const SPLIT = /--;;/g;

/** `N-title.up.sql` and `N-title.down.sql` in the order of N. `--;;` separates statements. */
export const migratus: MigrationTool = {
  id: 'migratus',
  name: 'Migratus',
  documentation: 'https://github.com/yogthos/migratus#usage',
  down: 'expected',
  watched: ['**/project.clj', '**/deps.edn'],
  readsBelow: true,

  /** The resource folder that Migratus reads, including subfolders, unless its configuration names another one. */
  rootOf(path) {
    const root = /^(?:.*\/)?resources\/migrations(?=\/)/.exec(path)?.[0];
    return root !== undefined && NAME.test(baseName(path)) ? root : undefined;
  },

  detect(folder, lookup) {
    const named = sqlOf(folder).filter(({ name }) => NAME.test(baseName(name)));
    if (!named.some(({ name }) => name.endsWith('.up.sql'))) return undefined;
    const found = (confidence: 'strong' | 'guess', evidence: string) =>
      ({ tool: 'migratus', folder: folder.path, confidence, evidence }) as const;
    const manifest = ['project.clj', 'deps.edn'].flatMap((name) => manifestNaming(folder.path, name, /\bmigratus\b/, lookup) ?? [])[0];
    if (manifest !== undefined) return found('strong', `${manifest} depends on Migratus`);
    const marked = anySays(named, /--;;|^-- :disable-transaction/m);
    return marked === undefined
      ? found('guess', 'file names have the shape N-title.up.sql')
      : found('strong', `${marked.path} holds a marker of Migratus`);
  },

  layout(folder) {
    const halves: Half[] = [];
    const problems: LayoutProblem[] = [];
    for (const { name: path, file } of sqlOf(folder)) {
      const [, version, title = '', direction] = NAME.exec(baseName(path)) ?? [];
      if (version !== undefined && BigInt(version) <= INT64) {
        const id = stem(path).replace(/\.(?:up|down)$/, '');
        halves.push({ file, direction: direction === 'up' ? 'up' : 'down', version, title, id });
        problems.push(...lateMarker(file));
      } else if (/\.(?:up|down)\.sql$/.test(path)) {
        problems.push(fileProblem(file, 'Migratus passes over this file: its name has to be N-title.up.sql or N-title.down.sql.'));
      }
    }
    halves.sort((a, b) => compareIntegers(a.version, b.version));
    const paired = pairUp(halves, {
      key: ({ version }) => integerKey(version),
      part: ({ direction, file }) => partsFor(direction, file),
      harm: 'Migratus refuses two migrations with one number',
    });
    return { migrations: withUniqueIds(paired.migrations), problems: [...problems, ...paired.problems] };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    return up === undefined ? undefined : newDownFile(up.replace(/\.up\.sql$/, '.down.sql'), up, body, lookup);
  },

  disableTransaction(migration, lookup) {
    const part = migration.up.find(({ transaction }) => transaction === 'on');
    const text = part && lookup(part.file);
    if (part === undefined || text === undefined) return undefined;
    return { file: part.file, edit: { span: { start: 0, end: 0 }, newText: NO_TRANSACTION + lineEnding(text) } };
  },
};

function sqlOf(folder: FolderView): readonly FolderEntry[] {
  return allSqlFiles(folder).filter(({ name }) => name.endsWith('.sql'));
}

function partsFor(direction: Part['direction'], file: SourceFile): readonly Part[] {
  const transaction = file.text.startsWith(NO_TRANSACTION) ? 'off' : 'on';
  const cuts = [...file.text.matchAll(SPLIT)].map(({ index }) => index);
  return partsOf(file, { direction, span: { start: 0, end: file.text.length }, transaction }, cuts);
}

function lateMarker(file: SourceFile): readonly LayoutProblem[] {
  const start = file.text.search(/^[ \t]*-- *:disable-transaction/m);
  if (start === -1 || file.text.startsWith(NO_TRANSACTION)) return [];
  const message = `Migratus sees “${NO_TRANSACTION}” only as the very first characters of the file.`;
  const line = /^.*/.exec(file.text.slice(start))![0];
  const lead = line.length - line.trimStart().length;
  return [{ file: file.path, span: { start: start + lead, end: start + line.trimEnd().length }, message }];
}
