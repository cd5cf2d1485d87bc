import type { SourceFile } from '../tool';
import type { Layout, LayoutProblem, Migration, Part } from '../unit';
import { type FolderEntry, isNoMigration, isSql, stem } from './folder';
import { fileProblem, withUniqueIds } from './versions';

/** A file whose name says a version. */
export interface VersionedFile {
  readonly file: SourceFile;
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** The file is code and no SQL. */
  readonly isCode: boolean;
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
  files: readonly FolderEntry[],
  { pattern, otherwise, limit }: Naming,
): { readonly versioned: readonly VersionedFile[]; readonly problems: readonly LayoutProblem[] } {
  const versioned: VersionedFile[] = [];
  const problems: LayoutProblem[] = [];
  for (const { name, file } of files) {
    const match = pattern.exec(name);
    if (match !== null && (limit === undefined || BigInt(match[1]!) <= limit)) {
      versioned.push({ file, id: stem(name), version: match[1]!, title: match[2] ?? '', isCode: !isSql(name) });
    } else if (isSql(name) && !isNoMigration(name)) problems.push(fileProblem(file, otherwise));
  }
  return { versioned, problems };
}

/** What stands in a file with both directions in it. */
export interface FileContent {
  readonly up: readonly Part[];
  readonly down: readonly Part[];
  readonly problems: readonly LayoutProblem[];
}

/** One migration a file, in the order given. Of code the path is all there is: it goes up, and as far as one can tell down, too. */
export function oneEach(files: readonly VersionedFile[], read: (file: SourceFile) => FileContent): Layout {
  const contents = files.map(({ file, isCode }) => (isCode ? { up: [], down: [], problems: [] } : read(file)));
  const migrations = files.map(({ file, id, version, title, isCode }, i): Migration => {
    const { up, down } = contents[i]!;
    const code = isCode ? { code: { up: file.path, down: file.path } } : {};
    return { id, version, title, role: 'versioned', up, down, ...code };
  });
  return { migrations: withUniqueIds(migrations), problems: contents.flatMap(({ problems }) => problems) };
}

export const INT32 = 2n ** 31n - 1n;
export const INT64 = 2n ** 63n - 1n;
export const UINT64 = 2n ** 64n - 1n;
