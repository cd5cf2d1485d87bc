import picomatch from 'picomatch';
import { COMPOSE_PATTERNS } from './evidence/images';
import { MANIFEST_PATTERNS } from './evidence/manifests';
import { WRANGLER_PATTERNS } from './evidence/wrangler';
import { tools } from './tools';

/** Files that only the detection of the engine reads. Source and lock files are not among them: they are too many or too long. */
const EVIDENCE = [...WRANGLER_PATTERNS, ...COMPOSE_PATTERNS, ...MANIFEST_PATTERNS];

/** Globs, relative to the workspace folder, of every file that detection or a layout reads; sorted, without braces. */
export const WATCHED_PATTERNS: readonly string[] = [
  ...new Set(['**/*.sql', '**/*.SQL', ...EVIDENCE, ...tools.flatMap(({ watched }) => watched)]),
].sort();

/** Folders without migrations of the project itself. They are skipped below the workspace folder, never above it. */
export const SKIPPED_FOLDERS: readonly string[] = ['.git', 'node_modules', 'vendor', 'dist', 'target', 'testdata', 'fixtures'];

/** Whether a file, by its path relative to the workspace folder, may matter to detection or to a layout. */
export const isWatched: (path: string) => boolean = picomatch([...WATCHED_PATTERNS], { dot: true, windows: false });
