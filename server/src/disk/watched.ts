import { CONFIG_FILE } from '../config/file';
import { isWatched, SKIPPED_FOLDERS } from '../migrations/watched';

/** Whether a file, by its path relative to the workspace folder, may matter to the model or configures it. */
export const isWorkspaceFile = (path: string): boolean => path === CONFIG_FILE || isWatched(path);

/** Whether a search leaves out a folder of this name: hidden folders, and those that hold dependencies, build output or test data. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDERS.includes(name) || (name.startsWith('.') && name !== '.' && name !== '..');
}
