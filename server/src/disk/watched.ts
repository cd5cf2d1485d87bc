import { CONFIG_FILE } from '../config/config';
import { isWatched as isRead, SKIPPED_FOLDERS } from '../migrations/watched';

/** Whether a file, relative to the workspace folder, may matter to the model. */
export const isWatched = (path: string): boolean => path === CONFIG_FILE || isRead(path);

/** Folders that are not looked into: hidden ones, and those where nobody keeps migrations of their own. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDERS.includes(name) || (name.startsWith('.') && name !== '.' && name !== '..');
}
