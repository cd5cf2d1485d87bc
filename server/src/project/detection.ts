import { CONFIG_FILE, type Config } from '../config/config';
import { detectFolder, detectRoots, listingOf, viewOf } from '../migrations/detect';
import type { Detection } from '../migrations/tool';
import { commonEnds } from '../text/commonEnds';
import type { FileSet } from './fileSet';
import type { Root } from './root';

/** Roots that the configuration names, their tools detected where it leaves them out; all that can be detected when it names none. */
export function detect(files: FileSet, { roots }: Config): readonly Detection[] {
  if (roots.length === 0) return detectRoots(files.sorted(), files.text);
  return roots.map(({ folder, tool }) => (tool === undefined ? (detected(files, folder) ?? named(folder, 'plain')) : named(folder, tool)));
}

interface Edit {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Does an edit make another tool's migration of a file, or one of what was none? Tools are told apart by comments. */
export function changesHands({ path, before, after }: Edit, known: readonly Root[], files: FileSet): boolean {
  const root = known.find(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
  if (root !== undefined && hasSameComments(before, after)) return false;
  return root === undefined || detected(files, root.folder)?.tool !== root.tool.id;
}

function detected(files: FileSet, folder: string): Detection | undefined {
  return detectFolder(viewOf(folder, files.sorted()), files.text, listingOf(files.sorted()));
}

/** Are the lines that an edit touched no comments, neither before nor after? */
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

function named(folder: string, tool: Detection['tool']): Detection {
  return { folder, tool, confidence: 'proof', evidence: `${CONFIG_FILE} says so.` };
}
