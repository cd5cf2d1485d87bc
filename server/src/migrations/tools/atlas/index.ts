import { GO_TEMPLATE } from '../../../sql/placeholders/syntax';
import { urlNames } from '../../layout/addresses';
import { configsAbove, means } from '../../layout/configs';
import { entries, type FolderEntry, sqlFiles, stem } from '../../layout/folder';
import { lineEnding } from '../../layout/lines';
import { wholeFile } from '../../layout/parts';
import { anySays } from '../../layout/sample';
import { filledDown, newDownSection } from '../../layout/scaffold';
import { fileProblem, repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareBytes } from '../../order';
import type { FileLookup, FolderView, MigrationTool, SourceFile } from '../../tool';
import type { LayoutProblem, Migration, Part, TransactionMode } from '../../unit';
import { archived, delimiterOf, fileDirectives, missedDirectives } from './directives';
import { sumProblems } from './sum';

const SUM = 'atlas.sum';
/** The file of an archive that Atlas runs when it goes up. */
const UP_FILE = 'migration.sql';
const WITHOUT_UP = `Atlas runs nothing of this archive when it goes up: there is no “-- ${UP_FILE} --” in it.`;
/** Atlas also runs the folders of other tools: `atlas.sum` proves that it runs this one, not how it is laid out. */
const OTHER_NAMES = /\.(?:up|down)\.sql$|^[VURB]\d[\d._]*__|^R__/;
const OTHER_MARKERS = /^--\s*(?:\+goose\s+up|migrate:up|liquibase\s+formatted)\b/im;

/** Every SQL file of the folder, in the order of names, guarded by `atlas.sum`. Atlas computes the downs. */
export const atlas: MigrationTool = {
  id: 'atlas',
  name: 'Atlas',
  documentation: 'https://atlasgo.io/concepts/migration-directory-integrity',
  down: 'optional',
  watched: ['**/atlas.sum', '**/atlas.hcl'],
  readsBelow: false,

  detect(folder, lookup) {
    const files = sqlOf(folder);
    const isOther = files.some(({ name }) => OTHER_NAMES.test(name)) || anySays(files, OTHER_MARKERS) !== undefined;
    if (files.length === 0 || isOther) return undefined;
    const found = (confidence: 'proof' | 'strong', evidence: string) =>
      ({ tool: 'atlas', folder: folder.path, confidence, evidence }) as const;
    const config = namedBy(folder, lookup);
    if (config?.isOther === true) return undefined;
    const sum = sumOf(folder);
    if (sum !== undefined) return found('proof', `${sum.path} stands beside the files`);
    if (config !== undefined) return found('proof', `${config.path} names this folder`);
    const marked = anySays(files, /^-- atlas:(?:txmode|checkpoint|delimiter|txtar|nolint)\b/m);
    return marked && found('strong', `${marked.path} holds a directive of Atlas`);
  },

  databasesNamed(folder, lookup) {
    const config = namedBy(folder, lookup);
    const names = config === undefined ? [] : urlNames(lookup(config.path) ?? '');
    return names.map((name) => ({ name, evidence: `${config!.path} speaks of ${name}` }));
  },

  /** Only a folder that `atlas.hcl` declares a template has placeholders. */
  placeholders: () => ({ syntaxes: [{ ...GO_TEMPLATE, isAmbiguous: true }], values: {} }),

  layout(folder) {
    const files = sqlOf(folder);
    const checkpoint = files.map(({ file }) => isCheckpoint(file)).lastIndexOf(true);
    const run = files.slice(Math.max(0, checkpoint));
    const migrations = run.map(({ name, file }, i) => migrationOf(name, file, i === 0 && checkpoint !== -1));
    const sum = sumOf(folder);
    const versions = run.map(({ name, file }) => ({ file, version: versionOf(name) }));
    return {
      migrations: withUniqueIds(migrations),
      problems: [
        ...repeatedVersions(versions, (version) => version, 'Atlas notes both under one version'),
        ...run.flatMap(({ file }) => fileProblems(file)),
        ...(sum === undefined ? [] : sumProblems(sum, files)),
      ],
    };
  },

  /** Only an archive has a place for a down. */
  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    const isArchive = up !== undefined && archived(lookup(up) ?? '') !== undefined;
    return isArchive ? newDownSection(up, '-- down.sql --', body, lookup) : undefined;
  },

  /** After the existing directives, which already end in an empty line; at the top without any. */
  disableTransaction(migration, lookup) {
    const part = migration.up.find(({ transaction }) => transaction === 'on');
    const text = part && lookup(part.file);
    if (part === undefined || text === undefined || text.includes('\r\n')) return undefined;
    const written = fileDirectives(text).find(({ name }) => name === 'txmode')?.line;
    const after = fileDirectives(text).at(-1)?.line.next ?? delimiterOf(text)?.end;
    const newText = `-- atlas:txmode none${lineEnding(text)}${after === undefined ? lineEnding(text) : ''}`;
    const span = written === undefined ? { start: after ?? 0, end: after ?? 0 } : { start: written.start, end: written.next };
    return { file: part.file, edit: { span, newText } };
  },
};

function sqlOf(folder: FolderView): readonly FolderEntry[] {
  return [...sqlFiles(folder)].filter(({ name }) => name.endsWith('.sql')).sort((a, b) => compareBytes(a.name, b.name));
}

function versionOf(name: string): string {
  return stem(name).split('_', 1)[0]!;
}

function isCheckpoint(file: SourceFile): boolean {
  return fileDirectives(file.text).some(({ name }) => name === 'checkpoint');
}

function migrationOf(name: string, file: SourceFile, isBaseline: boolean): Migration {
  const version = versionOf(name);
  const modes = fileDirectives(file.text).filter(({ name: directive }) => directive === 'txmode');
  const transaction: TransactionMode = modes.some(({ argument }) => argument === 'none') ? 'off' : 'on';
  const id = stem(name);
  return { id, version, title: id.slice(version.length + 1), role: isBaseline ? 'baseline' : 'versioned', ...partsFor(file, transaction) };
}

function partsFor(file: SourceFile, transaction: TransactionMode): { readonly up: readonly Part[]; readonly down: readonly Part[] } {
  const archive = archived(file.text);
  if (archive === undefined) return { up: statementsOf(file, transaction), down: [] };
  const part = (direction: Part['direction'], name: string): readonly Part[] => {
    const found = archive.get(name);
    return found === undefined ? [] : [{ direction, file: file.path, span: found.span, transaction, marker: found.marker }];
  };
  return { up: part('up', UP_FILE), down: part('down', 'down.sql') };
}

/** One part, or one for each statement of a file with its own delimiter. */
function statementsOf(file: SourceFile, transaction: TransactionMode): readonly Part[] {
  const custom = delimiterOf(file.text);
  if (custom === undefined) return [wholeFile('up', file, transaction)];
  const parts: Part[] = [];
  for (let start = custom.end; start < file.text.length; ) {
    const found = file.text.indexOf(custom.delimiter, start);
    const end = found === -1 ? file.text.length : found;
    const isFirst = parts.length === 0;
    if (isFirst || file.text.slice(start, end).trim() !== '')
      parts.push({ direction: 'up', file: file.path, span: { start, end }, transaction });
    start = end + custom.delimiter.length;
  }
  return parts.length === 0 ? [wholeFile('up', file, transaction)] : parts;
}

function fileProblems(file: SourceFile): readonly LayoutProblem[] {
  const missed = missedDirectives(file.text).map((span) => ({
    file: file.path,
    span: { start: span.start, end: span.end },
    message:
      'Atlas passes over this directive: below the comments at the top of the file there has to be an empty line, with Unix line breaks.',
  }));
  const modes = fileDirectives(file.text).filter(({ name, argument }) => name === 'txmode' && !/^(?:none|file)$/.test(argument));
  const unknown = modes.map(({ line }) => ({
    file: file.path,
    span: { start: line.start, end: line.end },
    message: 'Atlas stops at this directive: in a file the mode is “none” or “file”.',
  }));
  const archive = archived(file.text);
  const idle = archive === undefined || archive.has(UP_FILE) ? [] : [fileProblem(file, WITHOUT_UP)];
  return [...missed, ...unknown, ...idle];
}

function sumOf(folder: FolderView): SourceFile | undefined {
  return entries(folder).find(({ name }) => name === SUM)?.file;
}

/** The `atlas.hcl` whose `dir = "file://…"` is the folder, and whether its `format` is that of another tool. */
function namedBy(folder: FolderView, lookup: FileLookup): { readonly path: string; readonly isOther: boolean } | undefined {
  for (const config of configsAbove(folder.path, ['atlas.hcl'], lookup)) {
    for (const [, path = '', query = ''] of config.text.matchAll(/"file:\/\/([^"?]+)(?:\?([^"]*))?"/g)) {
      if (!means(config, path, folder.path)) continue;
      const format = /(?:^|&)format=([\w-]+)/.exec(query)?.[1] ?? 'atlas';
      return { path: config.path, isOther: format !== 'atlas' };
    }
  }
  return undefined;
}
