import picomatch from 'picomatch';
import type { FileAccess } from '../../server/src/lsp/environment';

/** Folders in memory: name of the folder → path → text. */
export type Folders = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Saved files by URI. Unlike an open document, a saved file changes only when a test saves it. */
export interface Disk extends FileAccess {
  readonly files: Map<string, string>;
}

export const uriOf = (path: string, folder = 'app'): string => `memory:/${folder}/${path}`;

export function diskOf(folders: Folders): Disk {
  const files = new Map(
    Object.entries(folders).flatMap(([folder, texts]) =>
      Object.entries(texts).map(([path, text]): [string, string] => [uriOf(path, folder), text]),
    ),
  );
  return {
    files,
    list: async (folder, include, exclude) => {
      const matches = picomatch([...include], { ignore: [...exclude], dot: true });
      return [...files.keys()].filter((uri) => uri.startsWith(`${folder}/`) && matches(uri.slice(folder.length + 1)));
    },
    read: async (uris) => uris.map((uri) => files.get(uri) ?? null),
  };
}
