import path from 'node:path';
import picomatch from 'picomatch';
import { URI } from 'vscode-uri';
import { findFiles } from './find';
import { readText } from './text';
import { isSkippedFolder } from './watched';

/** Files of the disk by `file:` URI, for a language client that does not read files for the server. */
export const diskFiles = {
  /** URIs of the files below a folder that match one of the globs `include`. */
  list: async (folder: string, include: readonly string[]): Promise<readonly string[]> => {
    const base = URI.parse(folder).fsPath;
    const files = findFiles(base, { isWanted: picomatch([...include], { dot: true }), isSkipped: isSkippedFolder });
    return files.map((file) => URI.file(path.join(base, file)).toString());
  },
  /** Texts in the order of `uris`; null for a file that cannot be read. */
  read: async (uris: readonly string[]): Promise<readonly (string | null)[]> =>
    uris.map((uri) => readText(URI.parse(uri).fsPath)?.text ?? null),
};
