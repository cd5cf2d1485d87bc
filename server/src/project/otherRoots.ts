import { CONFIG_FILE } from '../config/file';
import type { Detection } from '../migrations/detect';

/**
 * Names the database of each folder that cannot be read, and how to correct it: `db/migrations: MySQL (the statements say so).
 * Migration Lens reads PostgreSQL. …` The editor and the command line show the same text.
 *
 * @param roots at least one
 * @param engines the engines that can be read
 * @param shown formats a folder for display
 */
export function otherRootsText(
  roots: readonly Detection[],
  engines: readonly { readonly name: string }[],
  shown: (folder: string) => string = (folder) => folder || '.',
): string {
  const folders = roots.map(({ folder, engine }) => `${shown(folder)}: ${engine.database} (${engine.evidence}).`);
  const names = engines.map(({ name }) => name);
  const list = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const rest = `Migration Lens reads ${list}. If that is the wrong database, set the root's "dialect" in ${CONFIG_FILE}.`;
  return [...folders, rest].join(folders.length > 1 ? '\n' : ' ');
}
