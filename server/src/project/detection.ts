import { CONFIG_FILE, type Config, type RootConfig } from '../config/config';
import { type Detection, detectFolder, detectRoots, engineOfFolder, isRead, listingOf, viewOf } from '../migrations/detect';
import type { Surroundings } from '../migrations/engineOf';
import type { Databases } from '../migrations/evidence/databases';
import { toolById } from '../migrations/tools';
import type { ToolId } from '../migrations/unit';
import { commonEnds } from '../text/commonEnds';
import type { FileSet } from './fileSet';

/** The roots of a workspace folder, looked for again when that may bring others. */
export interface Detector {
  /** All that were found, also those that cannot be read. */
  roots(): readonly Detection[];
  /** Takes note of an edit to a file that was there before and still is. */
  edited(edit: Edit): void;
  /** The next question looks again. */
  forget(): void;
}

export function detector(files: FileSet, config: () => Config, databases: Databases): Detector {
  let last: readonly Detection[] = [];
  let isCurrent = false;
  return {
    roots() {
      if (!isCurrent) last = detect(files, config(), databases);
      isCurrent = true;
      return last;
    },
    edited(edit) {
      if (changesHands(edit, last, files, databases)) isCurrent = false;
    },
    forget() {
      isCurrent = false;
    },
  };
}

/** Roots that the configuration names, their tools and engines detected where it leaves them out; all that can be detected when it names none. */
function detect(files: FileSet, { roots }: Config, databases: Databases): readonly Detection[] {
  if (roots.length === 0) return detectRoots(files.sorted(), files.text, databases);
  return roots.map((root) => configured(root, files, databases));
}

interface Edit {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * True when an edit may change the tool or the engine of a folder, or make a migration of a file that was none. Tools differ in their
 * comments. A folder with an engine keeps it while its statements are edited, so that a slip does not take the folder away. A folder
 * without one is asked again after each edit.
 */
function changesHands({ path, before, after }: Edit, known: readonly Detection[], files: FileSet, databases: Databases): boolean {
  const root = known.find(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
  if (root === undefined) return true;
  if (isRead(root, databases) && hasSameComments(before, after)) return false;
  const now = detected(files, root.folder, databases);
  return now?.tool !== root.tool || now.engine.engine !== root.engine.engine;
}

function configured({ folder, tool, dialect }: RootConfig, files: FileSet, databases: Databases): Detection {
  const detection =
    (tool === undefined ? detected(files, folder, databases) : undefined) ?? named(folder, tool ?? 'plain', files, databases);
  const engine = databases.readable.find(({ id }) => id === dialect);
  return engine === undefined ? detection : { ...detection, engine: { engine: engine.id, database: engine.name, evidence: SAYS_SO } };
}

function detected(files: FileSet, folder: string, databases: Databases): Detection | undefined {
  return detectFolder(viewOf(folder, files.sorted()), surroundings(files), databases);
}

const SAYS_SO = `${CONFIG_FILE} says so.`;

function named(folder: string, tool: ToolId, files: FileSet, databases: Databases): Detection {
  const engine = engineOfFolder(viewOf(folder, files.sorted()), toolById(tool), surroundings(files), databases);
  return { folder, tool, confidence: 'proof', evidence: SAYS_SO, engine };
}

function surroundings(files: FileSet): Surroundings {
  return { lookup: files.text, listing: listingOf(files.sorted()) };
}

/** True when the lines that an edit touched hold the same comments before and after it. */
function hasSameComments(before: string, after: string): boolean {
  const { head, tail } = commonEnds(before, after);
  const lines = (text: string): string => {
    const start = text.lastIndexOf('\n', head - 1) + 1;
    const end = text.indexOf('\n', text.length - tail);
    return text.slice(start, end === -1 ? undefined : end);
  };
  return commentLines(lines(before)) === commentLines(lines(after));
}

function commentLines(text: string): string {
  return (text.match(/^[ \t]*--.*$/gm) ?? []).join('\n');
}
