import type { Connection } from 'vscode-languageserver';
import {
  LIST_FILES,
  type ListFilesParams,
  type ListFilesResult,
  READ_FILES,
  type ReadFilesParams,
  type ReadFilesResult,
} from '../protocol';
import type { FileAccess } from './environment';

/** Files read through the editor: this works in virtual workspaces and in browsers, where there is no disk. */
export function editorFiles(connection: Pick<Connection, 'sendRequest'>): FileAccess {
  return {
    list: (folder, include, exclude) =>
      connection.sendRequest<ListFilesResult>(LIST_FILES, { folder, include, exclude } satisfies ListFilesParams),
    read: async (uris) => {
      const texts: (string | null)[] = [];
      for (let start = 0; start < uris.length; start += BATCH) {
        texts.push(
          ...(await connection.sendRequest<ReadFilesResult>(READ_FILES, {
            uris: uris.slice(start, start + BATCH),
          } satisfies ReadFilesParams)),
        );
      }
      return texts;
    },
  };
}

/** Files a message: large enough for few round trips, small enough for a message of a few megabytes. */
const BATCH = 250;

/** Reads nothing: for a client that offers no files in an environment that has none. */
export const noFiles: FileAccess = { list: async () => [], read: async (uris) => uris.map(() => null) };
