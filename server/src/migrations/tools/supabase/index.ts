import { versionedFiles } from '../../layout/flat';
import { joinPath, parentFolder, sqlFiles } from '../../layout/folder';
import { wholeFile } from '../../layout/parts';
import { fileProblem, misorderedNumbers, repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareBytes } from '../../order';
import type { MigrationTool } from '../../tool';

const NAMING = {
  pattern: /^(\d+)_(.*)\.sql$/,
  otherwise: 'The Supabase CLI passes over this file: its name has to be N_title.sql, with a number in front.',
};
/** The CLI used to dump its own schemas into a first migration. It ignores files of that name before this timestamp. */
const OWN_INIT_BEFORE = '20211209000000';

/** `supabase/migrations/N_title.sql`, in the order of names. There are no downs. */
export const supabase: MigrationTool = {
  id: 'supabase',
  name: 'Supabase CLI',
  documentation: 'https://supabase.com/docs/guides/deployment/database-migrations',
  down: 'none',
  watched: ['**/supabase/config.toml', 'config.toml'],
  readsBelow: false,
  onlyFor: 'postgresql',
  isLocal: true,

  detect(folder, lookup) {
    if (!sqlFiles(folder).some(({ name }) => NAMING.pattern.test(name))) return undefined;
    if (folder.path !== 'migrations' && !/(?:^|\/)supabase\/migrations$/.test(folder.path)) return undefined;
    const config = joinPath(parentFolder(folder.path), 'config.toml')!;
    const isProject = /^\s*(?:project_id\s*=|\[(?:db|auth|api|storage)\])/m.test(lookup(config) ?? '');
    if (isProject) return { tool: 'supabase', folder: folder.path, confidence: 'proof', evidence: `${config} is a Supabase project` };
    return folder.path === 'migrations'
      ? undefined
      : { tool: 'supabase', folder: folder.path, confidence: 'strong', evidence: 'the folder is supabase/migrations' };
  },

  layout(folder) {
    const { versioned, problems } = versionedFiles(sqlFiles(folder), NAMING);
    const ordered = [...versioned].sort((a, b) => compareBytes(a.id, b.id));
    const first = ordered[0];
    const isOwnInit = first?.title === 'init' && first.version.length === 14 && first.version < OWN_INIT_BEFORE;
    const run = isOwnInit ? ordered.slice(1) : ordered;
    const skipped = isOwnInit ? [fileProblem(first.file, 'The Supabase CLI passes over a first “init” from before 9 December 2021.')] : [];
    const migrations = run.map(({ file, id, version, title }) => {
      return { id, version, title, role: 'versioned', up: [wholeFile('up', file, 'on')], down: [] } as const;
    });
    const repeats = repeatedVersions(run, (version) => version, 'the Supabase CLI cannot note the second one as applied');
    return {
      migrations: withUniqueIds(migrations),
      problems: [...problems, ...skipped, ...repeats, ...misorderedNumbers(run, 'The Supabase CLI')],
    };
  },

  scaffoldDown: () => undefined,
};
