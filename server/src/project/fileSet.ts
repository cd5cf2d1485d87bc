import type { SourceFile } from '../migrations/tool';

/** The files of a workspace folder, by path. */
export interface FileSet {
  text(path: string): string | undefined;
  /** By path. The same array until a file is added or removed or edited; files that were not edited stay the same objects. */
  sorted(): readonly SourceFile[];
  /** Sets a text, undefined to remove the file. Tells what that did to the set. */
  set(path: string, text: string | undefined): 'added' | 'removed' | 'edited' | 'unchanged';
}

export function fileSet(): FileSet {
  const files = new Map<string, SourceFile>();
  let sorted: readonly SourceFile[] | undefined;
  return {
    text: (path) => files.get(path)?.text,
    sorted: () => {
      sorted ??= [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
      return sorted;
    },
    set(path, text) {
      const before = files.get(path);
      if (before?.text === text) return 'unchanged';
      if (text === undefined) files.delete(path);
      else files.set(path, { path, text });
      sorted = before === undefined || text === undefined ? undefined : sorted?.map((file) => (file === before ? files.get(path)! : file));
      return text === undefined ? 'removed' : before === undefined ? 'added' : 'edited';
    },
  };
}
