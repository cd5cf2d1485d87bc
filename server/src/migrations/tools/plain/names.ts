import { type FolderEntry, stem } from '../../layout/folder';
import type { Half } from '../../layout/pairs';
import { compareBytes, compareDotted } from '../../order';

/** A date, or numbers with dots between them; a letter for “version”, or a word for what is numbered, may stand in front. */
const NUMBER =
  /^(?:[vu]|(?:version|migration|migrate|patch|update|upgrade|delta|step|revision|rev|release)[-_. ]*v?)?(\d{4}-\d\d-\d\d|\d+(?:\.\d+)*)(?!\d)/i;
/** Names of postgrator: `001.do.title.sql`. */
const NUMBERED_DO = /^(\d+)\.(do|undo)(?=\.|$)(.*)$/i;
const DOWN_WORDS = ['down', 'undo', 'rollback', 'revert'];

export function isNumbered(name: string): boolean {
  return NUMBER.test(name);
}

/** As written in front of the name; empty when nothing is. */
export function versionOf(name: string): string {
  return NUMBER.exec(stem(name))?.[1] ?? '';
}

/** Numbers first, in their order; what has none comes after them, by name. */
export function inOrder(a: Half, b: Half): number {
  if ((a.version === '') !== (b.version === '')) return a.version === '' ? 1 : -1;
  const byNumber = a.version === '' ? 0 : compareDotted(leading(a.version), leading(b.version));
  return byNumber || compareBytes(a.id, b.id);
}

/** Which files are ups and which are downs, as far as names say it. */
export function halvesOf(files: readonly FolderEntry[]): readonly Half[] {
  const names = new Set(files.map(({ name }) => stem(name).toLowerCase()));
  return files.map(({ name, file }) => {
    const { base, word } = directed(stem(name), names);
    const version = versionOf(base);
    const title = base.slice(NUMBER.exec(base)?.[0].length ?? 0).replace(/^(?:__|[-_. ])/, '');
    return { file, direction: DOWN_WORDS.includes(word) ? 'down' : 'up', version, title, id: base };
  });
}

/** What the file for the other direction is called; undefined where the name does not say that it is an up. */
export function downNameOf(name: string): string | undefined {
  if (NUMBERED_DO.test(name)) return /^\d+\.do\./.test(name) ? name.replace('.do.', '.undo.') : undefined;
  return name.endsWith('.up.sql') ? name.replace(/\.up\.sql$/, '.down.sql') : undefined;
}

/**
 * The name without the word for its direction. After a dot such a word is meant as one; after a dash or an underscore it may be
 * part of the title (`0007_add_rollback`), unless the file for the other direction is there, too.
 */
function directed(name: string, names: ReadonlySet<string>): { readonly base: string; readonly word: string } {
  const numbered = NUMBERED_DO.exec(name);
  if (numbered !== null) return { base: numbered[1]! + numbered[3]!, word: numbered[2]!.toLowerCase() };
  const match = /^(.+)([-_.])(up|down|undo|rollback|revert)$/i.exec(name);
  if (match === null) return { base: name, word: '' };
  const [, base = '', mark = '', written = ''] = match;
  const word = written.toLowerCase();
  const other = `${base}${mark}${word === 'up' ? 'down' : 'up'}`.toLowerCase();
  return mark === '.' || names.has(other) ? { base, word } : { base: name, word: '' };
}

function leading(version: string): string {
  return /^\d+(?:\.\d+)*/.exec(version)![0];
}
