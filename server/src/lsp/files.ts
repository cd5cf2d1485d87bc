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

/** Files read through the client, which works in virtual workspaces and in browsers, too. */
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

/** Files per message: few round trips, and messages of at most a few megabytes. */
const BATCH = 250;

/** No files, for a client that does not read any in an environment without a disk. */
export const noFiles: FileAccess = { list: async () => [], read: async (uris) => uris.map(() => null) };
