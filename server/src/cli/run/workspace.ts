import path from 'node:path';
import { CONFIG_FILE } from '../../config/file';
import { readingsIn } from '../../disk/keptReadings';
import { type DiskWorkspace, readWorkspace } from '../../disk/workspace';
import type { Detection } from '../../migrations/detect';
import { tools } from '../../migrations/tools';
import { otherRootsText } from '../../project/otherRoots';
import { createProject, type ProjectOptions, type Root } from '../../project/project';
import { Misuse } from '../exit';
import { type GivenPath, slashed } from './place';
import { regions, terminalLink } from './position';
import type { Session } from './session';

/** A workspace folder as a command sees it. */
export interface Workspace extends DiskWorkspace {
  /** A path of the workspace as a session makes it clickable: relative to the current folder. */
  shown(file: string): string;
}

/**
 * Reads the workspace folder of these places. Problems of migration-lens.json and of single files are printed as warnings; the rest is
 * read all the same.
 */
export async function openWorkspace(places: Places, session: Session, options: ProjectOptions = {}): Promise<Workspace> {
  const folder = places[0].workspace;
  const engines = await Promise.all(session.engines.map((engine) => engine.load()));
  const { cache, disk, otherDatabases } = session;
  const kept = cache && readingsIn(cache);
  const read = readWorkspace(folder, createProject(engines, { otherDatabases, readings: kept?.of(folder), ...options }), disk);
  session.atEnd(() => kept?.keep(folder, read.project));
  const shown = (file: string): string => slashed(path.relative(session.cwd, read.absolute(file))) || '.';
  const workspace = { ...read, shown };
  warn(workspace, session);
  for (const config of workspace.unreadConfigs) noteConfig(config, places, workspace, session);
  return workspace;
}

/** Places of one workspace folder. */
export type Places = readonly [GivenPath, ...GivenPath[]];

/** Says that a configuration file below one of the places has no effect there. Its author would wonder why. */
function noteConfig(config: string, places: Places, { shown }: Workspace, { err }: Session): void {
  const folder = path.posix.dirname(config);
  if (!places.some((place) => isBelow(folder, place.path))) return;
  err(
    `${shown(config)}: note: not read, because only the one at the top of the workspace is. To use it, name its folder: ${shown(folder)}\n`,
  );
}

function warn(workspace: Workspace, session: Session): void {
  const { project, unreadable, damaged, shown } = workspace;
  for (const file of unreadable) session.err(`${shown(file)}: warning: the file cannot be read; it is left out.\n`);
  const region = regions((file) => project.text(file) ?? '');
  for (const { span, message } of project.configProblems)
    session.err(`${terminalLink(shown(CONFIG_FILE), region(CONFIG_FILE, span))}: warning: ${message}\n`);
  for (const file of damaged)
    if (project.roots().some((root) => root.files.has(file)))
      session.err(`${shown(file)}: warning: the file is not UTF-8; the bytes in question are read as ‘�’.\n`);
}

/** The roots at or below a path, or else the root that contains it. Throws a Misuse when there is none. */
export function rootsAt(workspace: Workspace, place: GivenPath): readonly Root[] {
  const roots = workspace.project.roots();
  const below = roots.filter((root) => !place.isFile && isBelow(root.folder, place.path));
  const around = (root: Root): boolean => (place.isFile ? root.files.has(place.path) : isBelow(place.path, root.folder));
  const found = below.length > 0 ? below : roots.filter(around);
  if (found.length === 0) throw new Misuse(noMigrations(workspace, place));
  const empty = found.filter((root) => root.layout.migrations.length === 0);
  if (empty.length === found.length)
    throw new Misuse(`There are no migrations of ${empty[0]!.tool.name} in ‘${workspace.shown(empty[0]!.folder)}’.`);
  return found.filter((root) => !empty.includes(root));
}

/** The only root at or below a path. Throws a Misuse that lists the roots when there are several. */
export function rootAt(workspace: Workspace, place: GivenPath): Root {
  const [root, ...others] = rootsAt(workspace, place);
  if (others.length === 0) return root!;
  const list = [root!, ...others].map(({ folder, tool }) => `  ${workspace.shown(folder)} (${tool.name})`);
  throw new Misuse(`There are several folders with migrations in ‘${place.written}’; name one of them:\n${list.join('\n')}`);
}

/** Whether a path is a folder or lies below it. Both are relative to the workspace; '' is the workspace. */
export function isBelow(inner: string, outer: string): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

/** Folders at, below or around a path, with migrations for a database that cannot be read. */
export function unreadRootsAt({ project }: Workspace, { path }: GivenPath): readonly Detection[] {
  return project.otherRoots().filter(({ folder }) => isBelow(folder, path) || isBelow(path, folder));
}

function noMigrations(workspace: Workspace, place: GivenPath): string {
  const { project, shown } = workspace;
  const { written, isFile } = place;
  const others = project.roots().map(({ folder, tool }) => `  ${shown(folder)} (${tool.name})`);
  if (isFile && others.length > 0) return `‘${written}’ is no migration of the folders that were found:\n${others.join('\n')}`;
  const unread = unreadRootsAt(workspace, place);
  if (unread.length > 0) return otherRootsText(unread, project.engines, shown);
  const names = tools.flatMap(({ id, name }) => (id === 'plain' ? [] : name)).sort();
  return `There are no migrations in ‘${written}’.
Looked for the files of ${names.join(', ')}, and for numbered SQL files.
If they are somewhere else, name the folder in ${shown(CONFIG_FILE)}:
  { "roots": [{ "folder": "path/to/migrations" }] }`;
}
