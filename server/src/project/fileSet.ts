import type { SourceFile } from '../migrations/tool';

/** The files of a workspace folder, by path. */
export interface FileSet {
  text(path: string): string | undefined;
  /** Sorted by path. The same array until a file is added, removed or edited; files that were not edited stay the same objects. */
  sorted(): readonly SourceFile[];
  /** Paths of the files that were added, removed or edited since the last `settle`. */
  readonly edited: ReadonlySet<string>;
  /** Empties `edited`: the answers are up to date now. */
  settle(): void;
  /** Sets the text of a file; undefined removes the file. Returns the effect on the set. */
  set(path: string, text: string | undefined): 'added' | 'removed' | 'edited' | 'unchanged';
}

export function fileSet(): FileSet {
  const files = new Map<string, SourceFile>();
  let sorted: readonly SourceFile[] | undefined;
  let edited = new Set<string>();
  return {
    text: (path) => files.get(path)?.text,
    sorted: () => {
      sorted ??= [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
      return sorted;
    },
    get edited() {
      return edited;
    },
    settle() {
      edited = new Set();
    },
    set(path, text) {
      const before = files.get(path);
      if (before?.text === text) return 'unchanged';
      edited.add(path);
      if (text === undefined) files.delete(path);
      else files.set(path, { path, text });
      sorted = before === undefined || text === undefined ? undefined : sorted?.map((file) => (file === before ? files.get(path)! : file));
      return text === undefined ? 'removed' : before === undefined ? 'added' : 'edited';
    },
  };
}
