import path from 'node:path';
import picomatch from 'picomatch';
import { URI } from 'vscode-uri';
import { readText, walk } from './disk/disk';
import { isSkippedFolder } from './disk/watched';
import type { FileAccess } from './lsp/environment';

/** Files from the disk, for editors whose client does not read them for us. */
export const nodeFiles: FileAccess = {
  list: async (folder, include) => {
    const base = URI.parse(folder).fsPath;
    const files = walk(base, { isWanted: picomatch([...include], { dot: true }), isSkipped: isSkippedFolder });
    return files.map((file) => URI.file(path.join(base, file)).toString());
  },
  read: async (uris) => uris.map((uri) => readText(URI.parse(uri).fsPath)?.text ?? null),
};
