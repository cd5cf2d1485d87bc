import { parse } from 'jsonc-parser';
import type { PlaceholderSyntax } from '../../../sql/placeholders/syntax';
import { configsAbove } from '../../layout/configs';
import { baseName, entries, type FolderEntry, folderAbove, joinPath, parentFolder, stem } from '../../layout/folder';
import type { FindIncludes } from '../../layout/includes';
import { isBlankOrComment, linesOf } from '../../layout/lines';
import { fileProblem, integerKey, repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareIntegers, compareLocale } from '../../order';
import type { FileLookup, FolderView, MigrationTool, SourceFile } from '../../tool';
import type { LayoutProblem, Migration } from '../../unit';
import { bodyParts, fixtureIncludes } from './body';
import { chainProblems, headerOf } from './header';

const NAME = /^(\d+)(?:-([-\w]*))?\.sql$/;
const HEADER = /^--! Previous:/;
const CONFIGS = ['.gmrc', '.gmrc.js', '.gmrc.cjs'];
const CURRENT = 'current';
/** Replaced everywhere, also in strings. */
const PLACEHOLDER: PlaceholderSyntax = { pattern: /(?<!:):(?<name>[A-Z][0-9A-Z_]*)\b/g, isAmbiguous: true };

/** `committed/N-title.sql`, each with the hash of the one before it, then `current.sql`, which is still being edited. */
export const graphileMigrate: MigrationTool = {
  id: 'graphile-migrate',
  name: 'Graphile Migrate',
  documentation: 'https://github.com/graphile/migrate',
  down: 'none',
  watched: ['**/.gmrc', '**/.gmrc.js', '**/.gmrc.cjs'],
  readsBelow: true,
  onlyFor: 'postgresql',

  rootOf: (path) => (baseName(parentFolder(path)) === 'committed' && NAME.test(baseName(path)) ? folderAbove(path) : undefined),

  detect(folder, lookup) {
    const { committed, current } = committedAndCurrent(folder);
    const marked = committed.find(({ file }) => HEADER.test(file.text));
    if (marked !== undefined) {
      return {
        tool: 'graphile-migrate',
        folder: folder.path,
        confidence: 'proof',
        evidence: `${marked.file.path} begins with “--! Previous:”`,
      };
    }
    const config = current.length === 0 ? undefined : configsAbove(folder.path, CONFIGS, lookup)[0];
    return config && { tool: 'graphile-migrate', folder: folder.path, confidence: 'strong', evidence: `${config.path} is above it` };
  },

  /** Values are names of roles and databases. `!ENV` takes a value from the environment, which is not read; its key stands in. */
  placeholders(folder, lookup) {
    const written = setting(folder, lookup, 'placeholders');
    const values = Object.entries(typeof written === 'object' && written !== null ? written : {}).map(([key, value]) => {
      const name = key.replace(/^:/, '');
      return [name, typeof value === 'string' && !value.startsWith('!') ? value : name.toLowerCase()] as const;
    });
    return {
      syntaxes: [PLACEHOLDER],
      values: { DATABASE_NAME: 'database_name', DATABASE_OWNER: 'database_owner', ...Object.fromEntries(values) },
    };
  },

  layout(folder, lookup = () => undefined) {
    const { committed, current, hasBoth } = committedAndCurrent(folder);
    const includes = fixtureIncludes(entries(folder));
    const named = committed.flatMap(({ name, file }) => {
      const [, version, title = ''] = NAME.exec(baseName(name)) ?? [];
      return version === undefined ? [] : [{ file, id: stem(baseName(name)), version, title }];
    });
    named.sort((a, b) => compareLocale(a.version, b.version));
    const migrations = named.map(({ file, id, version, title }): Migration => {
      return { id, version, title, role: 'versioned', up: bodyParts(file, headerOf(file.text).end, includes), down: [] };
    });
    const draft = draftOf(current, includes);
    return {
      migrations: withUniqueIds([...afterReset(folder, lookup), ...migrations, ...draft.migrations]),
      problems: [
        ...repeatedVersions(named, (version) => version, 'Graphile Migrate cannot tell which comes first'),
        ...chainProblems(named.map(({ file }) => file)),
        ...draft.problems,
        ...(hasBoth
          ? [fileProblem(current[0]!.file, 'Graphile Migrate refuses to run where there is a folder current beside current.sql.')]
          : []),
      ],
    };
  },

  scaffoldDown: () => undefined,

  /** A committed migration cannot be edited, because its hash is known. */
  disableTransaction(migration, lookup) {
    const [part] = migration.up;
    if (migration.id !== CURRENT || part?.transaction !== 'on' || lookup(part.file) === undefined) return undefined;
    const { start } = part.span;
    return { file: part.file, edit: { span: { start, end: start }, newText: '--! no-transaction\n' } };
  },
};

function setting(folder: FolderView, lookup: FileLookup, key: string): unknown {
  const config: unknown = parse(configsAbove(folder.path, ['.gmrc'], lookup)[0]?.text ?? '');
  return typeof config === 'object' && config !== null ? Reflect.get(config, key) : undefined;
}

/** SQL that runs on an empty database before the first migration. A leading `!` means that a superuser runs it. */
function afterReset(folder: FolderView, lookup: FileLookup): readonly Migration[] {
  const written = setting(folder, lookup, 'afterReset');
  const files = new Map(entries(folder).map(({ file }) => [file.path, file]));
  return (Array.isArray(written) ? written : [written]).flatMap((action: unknown): readonly Migration[] => {
    const name: unknown = typeof action === 'object' && action !== null ? Reflect.get(action, 'file') : action;
    const path = typeof name === 'string' ? joinPath(folder.path, name.replace(/^!/, '')) : undefined;
    const file = path === undefined ? undefined : files.get(path);
    if (file === undefined) return [];
    const id = stem(file.path);
    return [{ id, version: '', title: baseName(id), role: 'baseline', up: bodyParts(file, 0, () => []), down: [] }];
  });
}

interface Files {
  readonly committed: readonly FolderEntry[];
  readonly current: readonly FolderEntry[];
  readonly hasBoth: boolean;
}

/** The migrations folder contains `committed`. Opened by itself, `committed` is recognised by the headers of its files. */
function committedAndCurrent(folder: FolderView): Files {
  const files = entries(folder);
  const below = files.filter(({ name }) => /^committed\/[^/]+\.sql$/.test(name));
  const direct = files.filter(({ name, file }) => NAME.test(name) && HEADER.test(file.text));
  const draft = files.filter(({ name }) => name === `${CURRENT}.sql`);
  const drafts = files.filter(({ name }) => /^current\/[^/.][^/]*\.sql$/.test(name));
  return {
    committed: below.length > 0 ? below : direct,
    current: drafts.length > 0 ? drafts : draft,
    hasBoth: draft.length > 0 && drafts.length > 0,
  };
}

/** The current migration: one file, or several in the order of their numbers. */
function draftOf(
  files: readonly FolderEntry[],
  includes: FindIncludes,
): { readonly migrations: readonly Migration[]; readonly problems: readonly LayoutProblem[] } {
  const isSeveral = files.some(({ name }) => name.includes('/'));
  const named = files.map(({ name, file }) => ({ file, version: NAME.exec(baseName(name))?.[1] ?? '' }));
  const numbered = named.filter(({ version }) => version !== '').sort((a, b) => compareIntegers(a.version, b.version));
  const run = isSeveral ? numbered : named;
  const isEmpty = ({ text }: SourceFile): boolean =>
    linesOf(text).every((line) => isBlankOrComment(line.text) && !line.text.startsWith('--!'));
  const up = run.filter(({ file }) => !isEmpty(file)).flatMap(({ file }) => bodyParts(file, headerOf(file.text).end, includes));
  const stray = isSeveral ? named.filter(({ version }) => version === '') : [];
  return {
    migrations: up.length === 0 ? [] : [{ id: CURRENT, version: CURRENT, title: '', role: 'versioned', up, down: [] }],
    problems: [
      ...stray.map(({ file }) => fileProblem(file, 'Graphile Migrate stops at this file: its name has to be N.sql or N-title.sql.')),
      ...repeatedVersions(numbered, integerKey, 'Graphile Migrate refuses two files with one number'),
    ],
  };
}
