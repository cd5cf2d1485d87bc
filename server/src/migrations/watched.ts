import picomatch from 'picomatch';
import { tools } from './tools';

/** Configuration of Cloudflare's workers, whose databases are not PostgreSQL. */
const FOREIGN = ['**/wrangler.toml', '**/wrangler.json', '**/wrangler.jsonc'];

/** Globs, relative to the workspace folder, of every file that detection or a layout reads; sorted, without braces. */
export const WATCHED_PATTERNS: readonly string[] = [
  ...new Set(['**/*.sql', '**/*.SQL', ...FOREIGN, ...tools.flatMap(({ watched }) => watched)]),
].sort();

/** Folders in which nobody keeps migrations of their own. They count below the folder that was asked for, never above it. */
export const SKIPPED_FOLDERS: readonly string[] = ['.git', 'node_modules', 'vendor', 'dist', 'target', 'testdata', 'fixtures'];

/** Whether a file, by its path relative to the workspace folder, may matter to detection or to a layout. */
export const isWatched: (path: string) => boolean = picomatch([...WATCHED_PATTERNS], { dot: true, windows: false });
