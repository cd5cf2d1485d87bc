import path from 'node:path';
import type { RootConfig } from '../../config/config';
import { tools } from '../../migrations/tools';
import type { Root } from '../../project/project';
import { catalog } from '../../schema/catalog';
import type { Schema } from '../../schema/model/schema';
import { outlineOf } from '../../schema/outline';
import { nearest } from '../../text/nearest';
import { schemaCommand } from '../commands/schema';
import { EXIT, Misuse } from '../exit';
import { noteGuesses, noteUnread } from './databases';
import { warnOfGaps } from './gaps';
import { type GivenPath, givenPath, slashed } from './place';
import { runOf } from './run';
import type { Session } from './session';
import { isBelow, openWorkspace, rootAt, rootsAt, unreadRootsAt, type Workspace } from './workspace';

export const schema = runOf(schemaCommand, async ({ words: [word = '.'], options }, session) => {
  const place = givenPath(word, session);
  const workspace = await openAs(place, options, session);
  const roots = options.format === 'outline' ? rootsAt(workspace, place) : [rootAt(workspace, place)];
  noteUnread(workspace, [place], session);
  noteGuesses(workspace, roots, session);
  const states = roots.map((root) => ({ root, state: schemaAt(root, options.at) }));
  for (const { state } of states) warnOfGaps(workspace, state, session);
  session.out(states.map(({ root, state }) => FORMATS[options.format](state, heading(workspace, root, options.at))).join('\n'));
  return EXIT.clean;
});

const FORMATS: Readonly<Record<'outline' | 'json' | 'sql', (state: Schema, heading: string) => string>> = {
  outline: (state, heading) => `${heading}\n\n${outlineOf(state)}`,
  json: (state) => `${JSON.stringify(catalog(state), null, 2)}\n`,
  sql: (state) => state.engine.statements(state),
};

function heading({ shown }: Workspace, { folder, tool, layout: { migrations } }: Root, at: string | undefined): string {
  const count = migrations.length === 1 ? 'one migration' : `${migrations.length} migrations`;
  return `${shown(folder)}: ${count} of ${tool.name}${at === undefined ? '' : `, after version ${at}`}`;
}

/** The schema after the migration with a version (leading zeros are ignored) or an id. Throws a Misuse when there is none. */
function schemaAt({ history, folder }: Root, at: string | undefined): Schema {
  if (at === undefined) return history.final;
  const bare = (version: string): string => version.replace(/^0+(?=\d)/, '');
  const found = [...history.migrations]
    .reverse()
    .find(({ migration: { version, id } }) => id === at || (version !== '' && bare(version) === bare(at)));
  if (found !== undefined) return found.after;
  const versions = history.migrations.flatMap(({ migration: { version } }) => (version === '' ? [] : version));
  const meant = nearest(at, versions) ?? versions.at(-1);
  const hint = meant === undefined ? '' : nearest(at, versions) === undefined ? ` The last one is ${meant}.` : ` Did you mean ${meant}?`;
  throw new Misuse(`There is no version ‘${at}’ in ‘${folder === '' ? '.' : folder}’.${hint}`);
}

interface Assumptions {
  readonly tool: string | undefined;
  readonly dialect: string | undefined;
  readonly baseline: string | undefined;
}

/** Opens the workspace as it is configured, or with a single root that the options describe. */
async function openAs(place: GivenPath, { tool, dialect, baseline }: Assumptions, session: Session): Promise<Workspace> {
  if (tool === undefined && dialect === undefined && baseline === undefined) return openWorkspace([place], session);
  // The first opening only finds the folder of the root. The second one prints the warnings.
  const found = await openWorkspace([place], { ...session, err: () => undefined });
  const folder = folderOf(found, place, { tool, dialect });
  const configured = found.project.config.roots.find((root) => root.folder === folder);
  const detected = found.project.roots().find((root) => root.folder === folder);
  const chosen = tools.find(({ id }) => id === tool)?.id ?? configured?.tool ?? detected?.tool.id;
  const root: RootConfig = {
    folder,
    baseline: [],
    placeholders: {},
    ...configured,
    ...(chosen === undefined ? {} : { tool: chosen }),
    ...(dialect === undefined ? {} : { dialect }),
    ...(baseline === undefined ? {} : { baseline: [baselinePath(baseline, place, session)] }),
  };
  return openWorkspace([place], session, { config: { roots: [root] } });
}

/**
 * The folder of the root. With `--tool` it may be a folder that detection does not take for migrations, with `--dialect` one that it
 * takes for those of a database that cannot be read.
 */
function folderOf(workspace: Workspace, place: GivenPath, { tool, dialect }: Omit<Assumptions, 'baseline'>): string {
  const roots = workspace.project.roots();
  const below = roots.filter(({ folder }) => folder === place.path || folder.startsWith(`${place.path}/`));
  if (tool !== undefined && below.length === 0 && !place.isFile) return place.path;
  const isRoot = below.length > 0 || roots.some(({ folder }) => isBelow(place.path, folder));
  const [unread, ...others] = dialect === undefined || isRoot ? [] : unreadRootsAt(workspace, place);
  if (unread !== undefined && others.length === 0) return unread.folder;
  return rootAt(workspace, place).folder;
}

function baselinePath(written: string, place: GivenPath, { cwd, disk }: Session): string {
  const file = path.resolve(cwd, written);
  if (disk.kind(file) === undefined) throw new Misuse(`There is no baseline ‘${written}’.`);
  return slashed(path.relative(place.workspace, file));
}
