import type { SourceFile } from '../tool';
import type { Layout, LayoutProblem, Migration, Part } from '../unit';
import { type FolderEntry, isNoMigration, isSql, stem } from './folder';
import { fileProblem, withUniqueIds } from './versions';

/** A file with a version in its name. */
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
  /** The message for a file that the tool ignores. */
  readonly otherwise: string;
  /** The largest number that the tool can hold. */
  readonly limit?: bigint;
}

/** Files with a version, in the order given, and a problem for each other file that is not a dump or a seed. */
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

/** The parts of a file that holds both directions. */
export interface FileContent {
  readonly up: readonly Part[];
  readonly down: readonly Part[];
  readonly problems: readonly LayoutProblem[];
}

/** One migration per file, in the order given. A code file has no parts; it is assumed to go up and down. */
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
