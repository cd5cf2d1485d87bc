import type { Detection } from '../migrations/detect';

/**
 * Says for which databases folders are that cannot be read: `db/migrations: MySQL (the statements say so). Migration Lens reads
 * PostgreSQL.` The editor and the command line use the same words.
 *
 * @param roots one at least
 * @param engines those that can be read
 * @param shown a folder as people see it
 */
export function otherRootsText(
  roots: readonly Detection[],
  engines: readonly { readonly name: string }[],
  shown: (folder: string) => string = (folder) => folder || '.',
): string {
  const folders = roots.map(({ folder, engine }) => `${shown(folder)}: ${engine.database} (${engine.evidence}).`);
  const names = engines.map(({ name }) => name);
  const list = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return [...folders, `Migration Lens reads ${list}.`].join(folders.length > 1 ? '\n' : ' ');
}
