import type { SourceFile } from '../tool';
import type { FolderEntry } from './folder';

/** A few files spread over the list, including the first and the last: enough to see which tool's markers a folder uses. */
export function sample(files: readonly FolderEntry[]): readonly SourceFile[] {
  const wanted = Math.min(files.length, 7);
  const step = wanted > 1 ? (files.length - 1) / (wanted - 1) : 0;
  return Array.from({ length: wanted }, (_, i) => files[Math.round(i * step)]!.file);
}

/** The first sampled file that contains the marker. */
export function anySays(files: readonly FolderEntry[], marker: RegExp): SourceFile | undefined {
  return sample(files).find(({ text }) => marker.test(text));
}
