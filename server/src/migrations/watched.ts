import picomatch from 'picomatch';
import { ENV_EXAMPLE_PATTERNS } from './evidence/envExample';
import { COMPOSE_PATTERNS } from './evidence/images';
import { MANIFEST_PATTERNS } from './evidence/manifests';
import { SQLC_PATTERNS } from './evidence/sqlc';
import { WRANGLER_PATTERNS } from './evidence/wrangler';
import { tools } from './tools';

/** Files that only the detection of the engine reads. Source and lock files are not among them: they are too many or too long. */
const EVIDENCE = [...WRANGLER_PATTERNS, ...SQLC_PATTERNS, ...ENV_EXAMPLE_PATTERNS, ...COMPOSE_PATTERNS, ...MANIFEST_PATTERNS];

/** Globs, relative to the workspace folder, of every file that detection or a layout reads; sorted, without braces. */
export const WATCHED_PATTERNS: readonly string[] = [
  ...new Set(['**/*.sql', '**/*.SQL', ...EVIDENCE, ...tools.flatMap(({ watched }) => watched)]),
].sort();

/** Folders without migrations of the project itself. They are skipped below the workspace folder, never above it. */
export const SKIPPED_FOLDERS: readonly string[] = ['.git', 'node_modules', 'vendor', 'dist', 'target', 'testdata', 'fixtures'];

/** Whether a file, by its path relative to the workspace folder, may matter to detection or to a layout. */
export function isWatched(path: string): boolean {
  return matchers.get(extensionOf(path))?.(path) === true || matchers.get(ANY)!(path);
}

/** Stands for the extension of patterns that end in a wildcard. No extension holds a star. */
const ANY = '*';

/** By extension, because a search asks about every file of a workspace, and one extension has few of the patterns. */
const matchers: ReadonlyMap<string, (path: string) => boolean> = new Map(
  [ANY, ...WATCHED_PATTERNS.map(extensionOf)].map((extension) => {
    const patterns = WATCHED_PATTERNS.filter((pattern) => extensionOf(pattern) === extension);
    return [extension, picomatch(patterns, { dot: true, windows: false })];
  }),
);

/** What stands behind the last dot of the last segment: `sql`. The empty string where there is no dot, ANY where a wildcard stands there. */
function extensionOf(pathOrPattern: string): string {
  const name = pathOrPattern.slice(pathOrPattern.lastIndexOf('/') + 1);
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
  return /[*?[\]]/.test(extension || name) ? ANY : extension;
}
