import { RelativePattern, Uri, workspace } from 'vscode';
import type { ListFilesParams, ListFilesResult, ReadFilesParams, ReadFilesResult } from '../../server/src/protocol';

/** The server asks the editor for files, so it also sees those of remote and virtual workspaces. */
export async function listFiles({ folder, include, exclude }: ListFilesParams): Promise<ListFilesResult> {
  const base = Uri.parse(folder);
  const without = exclude.length === 0 ? null : new RelativePattern(base, oneOf(exclude));
  const found = await workspace.findFiles(new RelativePattern(base, oneOf(include)), without);
  return found.map((uri) => uri.toString()).sort();
}

/** One search for all patterns: each search is a process of its own that walks the whole folder. */
function oneOf(patterns: readonly string[]): string {
  return patterns.length === 1 ? patterns[0]! : `{${patterns.join(',')}}`;
}

export async function readFiles({ uris }: ReadFilesParams): Promise<ReadFilesResult> {
  return Promise.all(uris.map(readFile));
}

async function readFile(uri: string): Promise<string | null> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri && !document.isClosed);
  if (open !== undefined) return open.getText();
  try {
    // Bytes that are no UTF-8 become replacement characters, a byte order mark goes: both are the decoder's defaults.
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
  } catch {
    return null;
  }
}
