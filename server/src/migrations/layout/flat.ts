import type { SourceFile } from '../tool';
import type { LayoutProblem } from '../unit';
import { type Entry, isNoMigration, stem } from './folder';
import { fileProblem } from './versions';

/** A file whose name says a version. */
export interface VersionedFile {
  readonly file: SourceFile;
  readonly id: string;
  readonly version: string;
  readonly title: string;
}

/** How a tool with one flat folder reads names. */
export interface Naming {
  /** Group 1 is the version, group 2 the title. */
  readonly pattern: RegExp;
  /** What is said of a file that the tool passes over. */
  readonly otherwise: string;
  /** The largest number that the tool can hold. */
  readonly limit?: bigint;
}

/** Files with a version, in the order given, and those that the tool does not run though they are no dumps either. */
export function versionedFiles(
  files: readonly Entry[],
  { pattern, otherwise, limit }: Naming,
): { readonly versioned: readonly VersionedFile[]; readonly problems: readonly LayoutProblem[] } {
  const versioned: VersionedFile[] = [];
  const problems: LayoutProblem[] = [];
  for (const { name, file } of files) {
    const match = pattern.exec(name);
    if (match !== null && (limit === undefined || BigInt(match[1]!) <= limit)) {
      versioned.push({ file, id: stem(name), version: match[1]!, title: match[2] ?? '' });
    } else if (!isNoMigration(name)) problems.push(fileProblem(file, otherwise));
  }
  return { versioned, problems };
}

export const INT64 = 2n ** 63n - 1n;
export const UINT64 = 2n ** 64n - 1n;
