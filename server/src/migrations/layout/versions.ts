import type { SourceFile } from '../tool';
import type { LayoutProblem, Migration } from '../unit';
import { baseName, parentFolder } from './folder';
import { headOf } from './lines';

/** A problem of a file as a whole, shown at its first line. */
export function fileProblem(file: SourceFile, message: string): LayoutProblem {
  return { file: file.path, span: headOf(file.text), message };
}

/** A problem for each file whose version occurs before. `key` maps versions that the tool considers equal to one spelling. */
export function repeatedVersions<T extends { readonly file: SourceFile; readonly version: string }>(
  named: readonly T[],
  key: (version: string) => string,
  harm: string,
): readonly LayoutProblem[] {
  const first = new Map<string, T>();
  return named.flatMap((each) => {
    const earlier = first.get(key(each.version));
    if (earlier === undefined) {
      first.set(key(each.version), each);
      return [];
    }
    return [fileProblem(each.file, repeated(each.version, earlier.file, harm))];
  });
}

export function repeated(version: string, earlier: SourceFile, harm: string): string {
  return `Version ${version} belongs to ${ownName(earlier.path)} already: ${harm}.`;
}

/** A file's name, or its folder's where each migration has a folder of equally named files. */
function ownName(path: string): string {
  const name = baseName(path);
  return /^(?:up|down|migration)\.sql$/.test(name) ? baseName(parentFolder(path)) : name;
}

/** One spelling for equal numbers: leading zeros do not count. */
export function integerKey(version: string): string {
  return BigInt(version).toString();
}

/** A problem at the first file after each gap in 1, 2, 3 …. The files are in order; a version may occur twice. */
export function gapProblems<T extends { readonly file: SourceFile; readonly version: string }>(
  ordered: readonly T[],
  message: (missing: bigint) => string,
): readonly LayoutProblem[] {
  let expected = 1n;
  return ordered.flatMap(({ file, version }) => {
    const number = BigInt(version);
    const missing = expected;
    if (number >= expected) expected = number + 1n;
    return number > missing ? [fileProblem(file, message(missing))] : [];
  });
}

/**
 * Problems for small numbers that run in the wrong order because the tool compares names as text: 10 before 9. Larger numbers are
 * dates, which may be written with or without a time.
 */
export function misorderedNumbers<T extends { readonly file: SourceFile; readonly version: string }>(
  ordered: readonly T[],
  tool: string,
): readonly LayoutProblem[] {
  const counted = ordered.filter(({ version }) => /^\d{1,6}$/.test(version));
  return counted.slice(1).flatMap(({ file, version }, i) => {
    const before = counted[i]!;
    if (parentFolder(before.file.path) !== parentFolder(file.path) || BigInt(before.version) <= BigInt(version)) return [];
    return [
      fileProblem(file, `${tool} runs this behind ${baseName(before.file.path)}: it compares names as text. Pad the numbers with zeros.`),
    ];
  });
}

/** Makes ids unique by numbering later ones that are equal. */
export function withUniqueIds(migrations: readonly Migration[]): readonly Migration[] {
  const seen = new Set<string>();
  return migrations.map((migration) => {
    let id = migration.id;
    for (let i = 2; seen.has(id); i++) id = `${migration.id} (${i})`;
    seen.add(id);
    return id === migration.id ? migration : { ...migration, id };
  });
}
