import { CONFIG_FILE } from '../config/file';
import { isWatched, SKIPPED_FOLDERS, WATCHED_PATTERNS } from '../migrations/watched';
import type { FileAccess } from './environment';
import { type Beginning, type Folder, innermostFolder, openFolder } from './folder';

/** The folders of the workspace with the texts of their files: of an open document the edited text, of other files the saved one. */
export interface EditorWorkspace {
  folders(): readonly Folder[];
  /** Reads all files of a folder. */
  open(root: string, name: string): Promise<void>;
  close(root: string): void;
  find(uri: string): { readonly folder: Folder; readonly path: string } | undefined;
  /** Sets the text of an open document. */
  edit(uri: string, text: string): void;
  /** Takes a closed document's text from its file again. */
  release(uri: string): Promise<void>;
  /** Reads files that were created or changed outside the editor, and forgets those that were deleted. */
  refresh(created: readonly string[], deleted: readonly string[]): Promise<void>;
}

export const watchedPatterns: readonly string[] = [...WATCHED_PATTERNS, `**/${CONFIG_FILE}`];

export function openEditorWorkspace(beginning: Beginning, files: FileAccess): EditorWorkspace {
  let folders: readonly Folder[] = [];
  const open = new Map<string, string>();
  const deleted = new Set<string>();
  const find = (uri: string): ReturnType<EditorWorkspace['find']> => innermostFolder(folders, uri);
  const update = (uri: string, text: string | undefined): void => {
    const found = find(uri);
    if (found !== undefined && isRelevant(found.folder, found.path)) found.folder.project.update(new Map([[found.path, text]]));
  };
  const load = async (uris: readonly string[]): Promise<void> => {
    const closed = uris.filter((uri) => !open.has(uri));
    const texts = await files.read(closed);
    closed.forEach((uri, i) => {
      // A document that was opened while its file was being read is newer than the file.
      if (!open.has(uri)) update(uri, texts[i] ?? undefined);
    });
  };
  return {
    folders: () => folders,
    find,
    async open(root, name) {
      const folder = openFolder(root.replace(/\/+$/, ''), name, beginning);
      const uris = await files.list(
        folder.root,
        watchedPatterns,
        SKIPPED_FOLDERS.map((skipped) => `**/${skipped}/**`),
      );
      folders = [...folders.filter((other) => other.root !== folder.root), folder];
      await load(uris);
      await load(await configuredFiles(folder, files));
      for (const [uri, text] of open) update(uri, text);
    },
    close(root) {
      folders = folders.filter((folder) => folder.root !== root.replace(/\/+$/, ''));
    },
    edit(uri, text) {
      open.set(uri, text);
      // A deleted file is not a migration any more, even while an editor still shows it.
      if (!deleted.has(uri)) update(uri, text);
    },
    async release(uri) {
      open.delete(uri);
      if (!deleted.has(uri)) await load([uri]);
    },
    async refresh(created, gone) {
      for (const uri of gone) {
        deleted.add(uri);
        update(uri, undefined);
      }
      for (const uri of created) {
        deleted.delete(uri);
        const text = open.get(uri);
        if (text !== undefined) update(uri, text);
      }
      await load(created);
    },
  };
}

/** Files that migration-lens.json names and the listing left out: baselines of any name, and roots below skipped folders. */
async function configuredFiles(folder: Folder, files: FileAccess): Promise<readonly string[]> {
  const { roots } = folder.project.config;
  const inside = await Promise.all(roots.map((root) => files.list(folder.uri(root.folder), watchedPatterns, [])));
  const named = [...inside.flat(), ...roots.flatMap(({ baseline }) => baseline.map((path) => folder.uri(path)))];
  return [...new Set(named)].filter((uri) => folder.project.text(folder.path(uri) ?? '') === undefined);
}

/** Whether the model reads a file. The editor sends other documents, too, which are not kept. */
function isRelevant({ project }: Folder, path: string): boolean {
  return isWatched(path) || path === CONFIG_FILE || project.config.roots.some(({ baseline }) => baseline.includes(path));
}
