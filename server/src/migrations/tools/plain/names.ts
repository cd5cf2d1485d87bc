import { type FolderEntry, stem } from '../../layout/folder';
import type { Half } from '../../layout/pairs';
import { compareBytes, compareDotted } from '../../order';

/** A date or dotted numbers, optionally after a letter for “version” or a word such as `patch`. */
const NUMBER =
  /^(?:[vu]|(?:version|migration|migrate|patch|update|upgrade|delta|step|revision|rev|release)[-_. ]*v?)?(\d{4}-\d\d-\d\d|\d+(?:\.\d+)*)(?!\d)/i;
/** Names of postgrator: `001.do.title.sql`. */
const NUMBERED_DO = /^(\d+)\.(do|undo)(?=\.|$)(.*)$/i;
const DOWN_WORDS = ['down', 'undo', 'rollback', 'revert'];

export function isNumbered(name: string): boolean {
  return NUMBER.test(name);
}

/** The version in front of the name, as written; empty without one. */
export function versionOf(name: string): string {
  return NUMBER.exec(stem(name))?.[1] ?? '';
}

/** Numbered files in the order of their numbers, then the others by name. */
export function inOrder(a: Half, b: Half): number {
  if ((a.version === '') !== (b.version === '')) return a.version === '' ? 1 : -1;
  const byNumber = a.version === '' ? 0 : compareDotted(leading(a.version), leading(b.version));
  return byNumber || compareBytes(a.id, b.id);
}

/** The ups and downs, as far as names tell. */
export function halvesOf(files: readonly FolderEntry[]): readonly Half[] {
  const names = new Set(files.map(({ name }) => stem(name).toLowerCase()));
  return files.map(({ name, file }) => {
    const { base, word } = directed(stem(name), names);
    const version = versionOf(base);
    const title = base.slice(NUMBER.exec(base)?.[0].length ?? 0).replace(/^(?:__|[-_. ])/, '');
    return { file, direction: DOWN_WORDS.includes(word) ? 'down' : 'up', version, title, id: base };
  });
}

/** The name of the down file for an up file; undefined when the name does not say `up`. */
export function downNameOf(name: string): string | undefined {
  if (NUMBERED_DO.test(name)) return /^\d+\.do\./.test(name) ? name.replace('.do.', '.undo.') : undefined;
  return name.endsWith('.up.sql') ? name.replace(/\.up\.sql$/, '.down.sql') : undefined;
}

/**
 * The name without the word for its direction. After a dot the word is a direction. After a dash or an underscore it may be part of the
 * title (`0007_add_rollback`), unless the file for the other direction exists.
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
