import picomatch from 'picomatch';
import { CONFIG_FILE } from '../config';
import { SKIPPED_FOLDERS, WATCHED_PATTERNS } from '../migrations/detect';

/** Whether a file, relative to the workspace folder, may matter to the model. */
export const isWatched: (path: string) => boolean = picomatch([...WATCHED_PATTERNS, CONFIG_FILE], { dot: true });

/** Folders that are not looked into: hidden ones, and those where nobody keeps migrations of their own. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDERS.includes(name) || (name.startsWith('.') && name !== '.' && name !== '..');
}
