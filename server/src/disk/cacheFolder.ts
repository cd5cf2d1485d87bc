import { homedir } from 'node:os';
import path from 'node:path';

/** The variables of the environment that name the user's cache folder. */
export interface CacheVariables {
  readonly XDG_CACHE_HOME?: string | undefined;
  readonly LOCALAPPDATA?: string | undefined;
}

/**
 * The folder for what can be worked out again, by the rules of the system: the XDG base directories, `Library/Caches` on macOS,
 * `%LOCALAPPDATA%` on Windows. Undefined for a user without a home folder. The folder may not exist yet.
 */
export function cacheFolder(variables: CacheVariables, platform: string): string | undefined {
  const home = homeFolder();
  const below = (folder: string | undefined, ...names: readonly string[]): string | undefined =>
    folder === undefined || !path.isAbsolute(folder) ? undefined : path.join(folder, ...names, NAME);
  if (platform === 'win32') return below(variables.LOCALAPPDATA) ?? below(home, 'AppData', 'Local');
  if (platform === 'darwin') return below(home, 'Library', 'Caches');
  return below(variables.XDG_CACHE_HOME) ?? below(home, '.cache');
}

const NAME = 'migration-lens';

function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
