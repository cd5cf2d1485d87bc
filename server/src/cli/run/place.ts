import path from 'node:path';
import { CONFIG_FILE } from '../../config/file';
import type { Disk } from '../../disk/disk';
import { isWithin } from '../../disk/find';
import { isSkippedFolder } from '../../disk/watched';
import { nearest } from '../../text/nearest';
import { Misuse } from '../exit';
import type { Session } from './session';

/** A path from the command line, and the workspace folder that it belongs to. */
export interface GivenPath {
  /** As the user wrote it. */
  readonly written: string;
  /** Absolute path of the workspace folder. */
  readonly workspace: string;
  /** Relative to the workspace folder, with forward slashes; '' is that folder itself. */
  readonly path: string;
  readonly isFile: boolean;
}

/**
 * Resolves a path from the command line. Its workspace folder is the nearest folder upwards that holds migration-lens.json or is a
 * Git checkout. Without such a folder it is the path itself, or for a file in the current folder the current folder.
 * Throws a Misuse when the path does not exist.
 */
export function givenPath(written: string, { cwd, disk }: Pick<Session, 'cwd' | 'disk'>): GivenPath {
  const target = path.resolve(cwd, written);
  const kind = disk.kind(target);
  if (kind === undefined) throw new Misuse(missing(written, target, disk));
  const isFile = kind !== 'folder';
  const folder = isFile ? path.dirname(target) : target;
  const marked = markedFolder(folder, disk);
  const alone = isFile && isWithin(folder, cwd) ? cwd : folder;
  // A path inside a folder that a search skips makes that folder the workspace: the user asked for it by name.
  const workspace = marked === undefined || slashed(path.relative(marked, folder)).split('/').some(isSkippedFolder) ? alone : marked;
  return { written, workspace, path: slashed(path.relative(workspace, target)), isFile };
}

function markedFolder(folder: string, disk: Disk): string | undefined {
  if ([CONFIG_FILE, '.git'].some((name) => disk.kind(path.join(folder, name)) !== undefined)) return folder;
  const above = path.dirname(folder);
  return above === folder ? undefined : markedFolder(above, disk);
}

function missing(written: string, target: string, disk: Disk): string {
  const folder = path.dirname(target);
  const names = disk.entries(folder).map(({ name }) => name);
  const meant = nearest(path.basename(target), names);
  const hint = meant === undefined ? '' : ` Did you mean ${slashed(path.join(path.dirname(written), meant))}?`;
  return `There is no file or folder ‘${written}’.${hint}`;
}

/** A relative path with forward slashes on every system. */
export function slashed(relative: string): string {
  return path.sep === '\\' ? relative.replaceAll('\\', '/') : relative;
}
