import type { Config, RootConfig } from '../config/config';
import { CONFIG_FILE } from '../config/file';
import { type Detection, detectFolder, detectRoots, engineOfFolder, isRead, listingOf, viewOf } from '../migrations/detect';
import type { Surroundings } from '../migrations/engineOf';
import { type Databases, engineIdOf } from '../migrations/evidence/databases';
import { toolById } from '../migrations/tools';
import type { ToolId } from '../migrations/unit';
import { commonEnds } from '../text/commonEnds';
import type { FileSet } from './fileSet';

/** The roots of a workspace folder. They are detected again after an edit that may change them. */
export interface Detector {
  /** All roots, with those that cannot be read. */
  roots(): readonly Detection[];
  /** Called after an edit of a file that existed before and still does. */
  edited(edit: Edit): void;
  /** Makes the next call of `roots` detect them again. */
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

/**
 * The roots that the configuration names, with tools and engines detected where it leaves them out. Detects all roots when it names none.
 */
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
 * True when an edit may change the tool or the engine of a folder, or turn a file into a migration. Comments tell some tools apart. A
 * folder with an engine keeps it while its statements are edited, so that a mistake while typing does not remove the folder. A folder
 * without one is detected again after each edit.
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
  const database = databases.all.find(({ id }) => id === dialect);
  return database === undefined
    ? detection
    : { ...detection, engine: { engine: engineIdOf(database), database: database.name, evidence: SAYS_SO } };
}

function detected(files: FileSet, folder: string, databases: Databases): Detection | undefined {
  return detectFolder(viewOf(folder, files.sorted()), surroundings(files), databases);
}

const SAYS_SO = `${CONFIG_FILE} says so`;

function named(folder: string, tool: ToolId, files: FileSet, databases: Databases): Detection {
  const engine = engineOfFolder(viewOf(folder, files.sorted()), toolById(tool), surroundings(files), databases);
  return { folder, tool, confidence: 'proof', evidence: `${SAYS_SO}.`, engine };
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
