import { CONFIG_FILE } from '../../config/file';
import type { GivenPath } from './place';
import type { Session } from './session';
import { isBelow, type Workspace } from './workspace';

/**
 * Prints a line for each folder at or below the places that is left out because no engine reads its SQL. Without it, the answer about the
 * other folders would seem to be the whole one.
 */
export function noteUnread({ project, shown }: Workspace, places: readonly GivenPath[], { err }: Session): void {
  const unread = project.otherRoots().filter(({ folder }) => places.some(({ isFile, path }) => !isFile && isBelow(folder, path)));
  for (const { folder, engine } of unread)
    err(
      `${shown(folder)}: note: ${engine.database} (${engine.evidence}) is not read. If it is another database, set the root's "dialect" in ${CONFIG_FILE}.\n`,
    );
}
