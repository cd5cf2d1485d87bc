import { CONFIG_FILE } from '../../config/file';
import type { Root } from '../../project/project';
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

/**
 * Prints a line for each root whose database nothing tells, if a statement in it cannot be read: the reason may be that it is for another
 * database. Where every statement can be read, the guess does no harm.
 */
export function noteGuesses({ shown }: Workspace, roots: readonly Root[], { err }: Session): void {
  for (const { folder, engine, detection, history } of roots)
    if (detection.engine.evidence === undefined && history.final.gaps.some(({ reason }) => reason === 'syntax-error'))
      err(
        `${shown(folder)}: note: nothing tells the database, so it is read as ${engine.name}. If it is another one, set the root's "dialect" in ${CONFIG_FILE}.\n`,
      );
}
