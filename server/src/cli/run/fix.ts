import type { Disk } from '../../disk/disk';
import type { FileChange, Finding, Fix } from '../../lint/engine/rule';
import { applyEdits, type TextEdit } from '../../text/edit';
import { type Region, regions, terminalLink } from './position';
import type { Workspace } from './workspace';
import { checkWritable, writeFile } from './write';

/** Each round applies the fixes that do not overlap. The limit ends fixes that undo each other. */
const ROUNDS = 100;

/** Applies safe fixes until none is left, and writes the files. Returns one line for each fix. */
export function applyFixes(workspace: Workspace, findings: () => readonly Finding[], disk: Disk): readonly string[] {
  const { project, absolute, shown } = workspace;
  const fixed: string[] = [];
  const touched = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const draft = draftOf(workspace, disk);
    const region = regions((file) => project.text(file) ?? '');
    for (const finding of findings()) {
      const fix = finding.fixes.find(({ safety, changes }) => safety === 'safe' && draft.accepts(changes));
      if (fix === undefined) continue;
      draft.take(fix.changes);
      fixed.push(line(finding, fix, shown(finding.file), region(finding.file, finding.span)));
    }
    const texts = draft.texts();
    if (texts.size === 0) break;
    for (const file of texts.keys()) touched.add(file);
    project.update(texts);
  }
  for (const file of touched) checkWritable(absolute(file), shown(file));
  for (const file of touched) {
    const mark = workspace.marked.has(file) ? '\uFEFF' : '';
    writeFile(absolute(file), shown(file), mark + (project.text(file) ?? ''));
  }
  return fixed;
}

function line({ rule }: Finding, { title }: Fix, file: string, region: Region): string {
  return `${terminalLink(file, region)}: fixed: ${title} [${rule}]\n`;
}

/** Collects changes that can be applied together: no two of them touch the same text. */
function draftOf({ project, damaged, absolute }: Workspace, disk: Disk) {
  const edits = new Map<string, readonly TextEdit[]>();
  const created = new Map<string, string>();
  const isFree = (change: FileChange): boolean => {
    if (change.kind === 'create') return !created.has(change.file) && disk.kind(absolute(change.file)) === undefined;
    const taken = edits.get(change.file) ?? [];
    return !damaged.has(change.file) && change.edits.every((edit) => !taken.some((other) => touches(edit, other)));
  };
  return {
    accepts: (changes: readonly FileChange[]): boolean => changes.length > 0 && changes.every(isFree),
    take(changes: readonly FileChange[]): void {
      for (const change of changes) {
        if (change.kind === 'create') created.set(change.file, change.text);
        else edits.set(change.file, [...(edits.get(change.file) ?? []), ...change.edits]);
      }
    },
    texts(): ReadonlyMap<string, string> {
      const edited = [...edits].map(([file, changes]) => [file, applyEdits(project.text(file) ?? '', changes)] as const);
      return new Map([...created, ...edited]);
    },
  };
}

/** Whether two edits overlap or meet. Two insertions at one offset count, because each may assume that it is the only one. */
function touches(a: TextEdit, b: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}
