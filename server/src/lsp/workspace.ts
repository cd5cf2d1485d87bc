import { CONFIG_FILE } from '../config/config';
import { isWatched, SKIPPED_FOLDERS, WATCHED_PATTERNS } from '../migrations/watched';
import type { Engine } from '../schema/model/schema';
import type { FileAccess } from './environment';
import { type Folder, innermostFolder, openFolder } from './folder';

/** The folders of the workspace and the texts in them: those of open documents as they are being edited, all others as they are saved. */
export interface EditorWorkspace {
  folders(): readonly Folder[];
  /** Reads all files of a folder. */
  open(root: string, name: string): Promise<void>;
  close(root: string): void;
  find(uri: string): { readonly folder: Folder; readonly path: string } | undefined;
  /** An open document has this text now. */
  edit(uri: string, text: string): void;
  /** The document is closed: its file counts again. */
  release(uri: string): Promise<void>;
  /** Files were made, changed or deleted outside the editor. */
  refresh(created: readonly string[], deleted: readonly string[]): Promise<void>;
}

export const watchedPatterns: readonly string[] = [...WATCHED_PATTERNS, `**/${CONFIG_FILE}`];

export function openEditorWorkspace(engines: readonly Engine[], files: FileAccess): EditorWorkspace {
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
      // A document that was opened while its file was read is newer than the file.
      if (!open.has(uri)) update(uri, texts[i] ?? undefined);
    });
  };
  return {
    folders: () => folders,
    find,
    async open(root, name) {
      const folder = openFolder(root.replace(/\/+$/, ''), name, engines);
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
      // A file that was deleted under an open editor is no migration any more, whatever the editor still shows.
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

/** What migration-lens.json names and the listing left out: baselines of any name, and roots inside folders that are skipped otherwise. */
async function configuredFiles(folder: Folder, files: FileAccess): Promise<readonly string[]> {
  const { roots } = folder.project.config;
  const inside = await Promise.all(roots.map((root) => files.list(folder.uri(root.folder), watchedPatterns, [])));
  const named = [...inside.flat(), ...roots.flatMap(({ baseline }) => baseline.map((path) => folder.uri(path)))];
  return [...new Set(named)].filter((uri) => folder.project.text(folder.path(uri) ?? '') === undefined);
}

/** Only what the model reads: other documents that the editor hands over are not kept. */
function isRelevant({ project }: Folder, path: string): boolean {
  return isWatched(path) || path === CONFIG_FILE || project.config.roots.some(({ baseline }) => baseline.includes(path));
}
