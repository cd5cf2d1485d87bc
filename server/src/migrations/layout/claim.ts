import type { Claim, FolderView } from '../tool';
import type { ToolId } from '../unit';
import type { FolderEntry } from './folder';
import { anySays } from './sample';

/** A tool's claim on a folder in which one of a few sampled files contains the marker. `shown` is the marker as the evidence quotes it. */
export function claimByMarker(
  tool: ToolId,
  folder: FolderView,
  files: readonly FolderEntry[],
  marker: RegExp,
  shown: string,
): Claim | undefined {
  const marked = anySays(files, marker);
  return marked && { tool, folder: folder.path, confidence: 'strong', evidence: `${marked.path} holds “${shown}”` };
}
