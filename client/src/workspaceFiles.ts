import { RelativePattern, Uri, workspace } from 'vscode';
import type { ListFilesParams, ListFilesResult, ReadFilesParams, ReadFilesResult } from '../../server/src/protocol';

/** Answers LIST_FILES. The server reads files through the editor, so it sees remote and virtual workspaces, too. */
export async function listFiles({ folder, include, exclude }: ListFilesParams): Promise<ListFilesResult> {
  const base = Uri.parse(folder);
  const without = exclude.length === 0 ? null : new RelativePattern(base, oneOf(exclude));
  const found = await workspace.findFiles(new RelativePattern(base, oneOf(include)), without);
  return found.map((uri) => uri.toString()).sort();
}

/** One pattern for all, because each search starts a process that walks the whole folder. */
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
    // The decoder's defaults replace invalid bytes by U+FFFD and remove a byte order mark.
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
  } catch {
    return null;
  }
}
