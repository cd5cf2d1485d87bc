import { base64Digest, hashOn, type Sha256, sha256 } from '../../../text/sha256';
import type { Span } from '../../../text/span';
import { baseName, type FolderEntry } from '../../layout/folder';
import { type Line, linesOf, trimmed } from '../../layout/lines';
import { fileProblem } from '../../layout/versions';
import type { SourceFile } from '../../tool';
import type { LayoutProblem } from '../../unit';

const REHASH = 'run `atlas migrate hash`';

/**
 * Differences between the folder and `atlas.sum`, with which Atlas refuses to run. Each hash covers all files up to its own, so nothing
 * after the first difference can be checked.
 */
export function sumProblems(sum: SourceFile, files: readonly FolderEntry[]): readonly LayoutProblem[] {
  const lines = linesOf(sum.text).filter(({ text }) => text.trim() !== '');
  const total = /^h1:(\S*)$/.exec(lines[0]?.text ?? '')?.[1];
  const listed = lines.slice(1).map((line) => ({ line, match: /^(.*?)\s*h1:(\S*)$/.exec(line.text) }));
  const at = (span: Span, message: string): LayoutProblem => ({ file: sum.path, span, message });
  const garbled = total === undefined ? lines[0] : listed.find(({ match }) => match === null)?.line;
  if (garbled !== undefined) return [at(trimmed(garbled), `Atlas cannot read this line: ${REHASH}.`)];

  const hashes = hashesOf(files.map(({ file }) => file));
  for (const [i, { line, match }] of listed.entries()) {
    const [, name = '', hash = ''] = match!;
    const next = hashes[i];
    if (next?.name === name && next.hash === hash) continue;
    if (next?.name === name)
      return [
        fileProblem(next.file, `Atlas refuses to run: the files up to this one are not what ${sum.path} was written for; ${REHASH}.`),
      ];
    return [
      difference(
        name,
        line,
        next?.file,
        listed.map((each) => each.match![1]!),
        files,
        at,
        sum,
      ),
    ];
  }
  const extra = hashes[listed.length];
  if (extra !== undefined) return [unlisted(extra.file, sum)];
  const expected = base64Digest(listed.reduce((hash, { match }) => hashOn(hash, match![1]! + match![2]!), sha256));
  return total === expected || lines.length === 0
    ? []
    : [at(trimmed(lines[0]!), `Atlas refuses to run: this line does not fit those below it; ${REHASH}.`)];
}

/** The first difference of the two lists: a removed file, a new file, or another order. */
function difference(
  name: string,
  line: Line,
  next: SourceFile | undefined,
  listed: readonly string[],
  files: readonly FolderEntry[],
  at: (span: Span, message: string) => LayoutProblem,
  sum: SourceFile,
): LayoutProblem {
  if (next !== undefined && !listed.includes(baseName(next.path))) return unlisted(next, sum);
  const isGone = !files.some((file) => file.name === name);
  return at(
    trimmed(line),
    `Atlas refuses to run: ${isGone ? `there is no ${name}` : `${name} stands at another place in the folder`}; ${REHASH}.`,
  );
}

function unlisted(file: SourceFile, sum: SourceFile): LayoutProblem {
  return fileProblem(file, `Atlas refuses to run: ${sum.path} does not list this file; ${REHASH}.`);
}

interface Hashed {
  readonly file: SourceFile;
  readonly name: string;
  readonly hash: string;
}

function hashesOf(files: readonly SourceFile[]): readonly Hashed[] {
  const hashes: Hashed[] = [];
  let state = sha256;
  for (const file of files) {
    const name = baseName(file.path);
    const isIgnored = /^[ -~]*?atlas:sum +ignore\s*(?:\n|$)/.test(file.text);
    const next = hashed(file, name + (isIgnored ? '' : file.text), state);
    if (!isIgnored) hashes.push({ file, name, hash: next.digest });
    state = next.after;
  }
  return hashes;
}

interface Remembered {
  readonly before: Sha256;
  readonly after: Sha256;
  readonly digest: string;
}

/** By file, so that an edit hashes only the files from the edited one on. */
const remembered = new WeakMap<SourceFile, Remembered>();

function hashed(file: SourceFile, text: string, before: Sha256): Remembered {
  const known = remembered.get(file);
  if (known?.before === before) return known;
  const after = hashOn(before, text);
  const fresh = { before, after, digest: base64Digest(after) };
  remembered.set(file, fresh);
  return fresh;
}
