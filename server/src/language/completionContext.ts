import { type Cursor, cursorOver } from '../sql/cursor';
import type { Dialect, Lexer } from '../sql/dialect';
import type { NameKind, NamePlaces } from '../sql/namePlaces';

/** Name of a relation as the statement writes it. */
export interface WrittenName {
  readonly schema?: string;
  readonly name: string;
}

/** Kind of name that is expected at the cursor. */
export type Wanted =
  | { readonly kind: NameKind }
  | { readonly kind: 'columns' | 'constraints'; readonly of: WrittenName }
  /** Columns that the statement itself has defined so far. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** Behind a dot: relations of a schema, or columns of a relation. */
  | { readonly kind: 'members'; readonly of: WrittenName };

const TABLES: Wanted = { kind: 'tables' };
const RELATIONS: Wanted = { kind: 'relations' };
const TYPES: Wanted = { kind: 'types' };

/** Kind of name expected after `statement`, the text up to the cursor; undefined where no name of the schema fits. */
export function wantedAfter(statement: string, dialect: Lexer & Pick<Dialect, 'namePlaces'>): Wanted | undefined {
  const at = cursorOver(statement, dialect);
  const { namePlaces: places } = dialect;
  const end = at.tokens.length;
  if (at.word(end - 1) === '.') {
    const of = nameEndingAt(at, end - 2);
    return of === undefined ? undefined : { kind: 'members', of };
  }
  if (at.word(end - 1) === 'references') return TABLES;
  if (at.word(0) === 'alter' && at.word(1) === 'table') return inAlterTable(at, places);
  if (at.word(0) === 'create' && at.find('table', 0, 4) !== -1) return inCreateTable(at, at.find('table', 0, 4), places);
  return inParentheses(at, places) ?? afterKeyword(at, places);
}

function afterKeyword(at: Cursor, places: NamePlaces): Wanted | undefined {
  const end = at.tokens.length;
  const words = at.tokens.map((_, i) => at.word(i)).join(' ');
  const head = words.replace(places.optional, '');
  for (const [keyword, kind] of Object.entries(places.afterWords)) {
    if (head === keyword || (keyword.startsWith('drop') && head.startsWith(`${keyword} `) && words.endsWith(','))) return { kind };
  }
  const last = at.word(end - 1);
  if (last === 'on' && places.withOn.test(words)) return RELATIONS;
  if (last === 'from' || last === 'join') return RELATIONS;
  if (at.word(0) === 'update' && (last === 'set' || last === ',')) {
    const set = at.findTop('set', 0);
    const of = nameEndingAt(at, set - 1);
    const isBetweenAssignments = at.findTop(['where', 'from', 'returning'], 0) === -1 && openParenthesis(at, 0) === -1;
    return set === -1 || of === undefined || !isBetweenAssignments ? undefined : { kind: 'columns', of };
  }
  return undefined;
}

/** Column lists in parentheses: `INSERT INTO t (`, `ON t USING gin (`, `REFERENCES t (`. */
function inParentheses(at: Cursor, { beforeList, beforeTable }: NamePlaces): Wanted | undefined {
  const open = openParenthesis(at, 0);
  if (open === -1 || !isListPosition(at, open)) return undefined;
  const behindMethod = at.word(open - 2) === 'using' ? open - 3 : open - 1;
  const of = nameEndingAt(at, behindMethod);
  if (of === undefined) return undefined;
  const before = at.word(behindMethod - (of.schema === undefined ? 1 : 3));
  if (beforeList.includes(before) || beforeTable.includes(before) || (before === 'on' && at.word(0) === 'create'))
    return { kind: 'columns', of };
  return undefined;
}

function inAlterTable(at: Cursor, places: NamePlaces): Wanted | undefined {
  const end = at.tokens.length;
  let start = 2;
  if (at.word(start) === 'if') start += 2;
  if (places.beforeTable.includes(at.word(start))) start++;
  if (start >= end) return TABLES;
  const nameEnd = at.word(start + 1) === '.' ? start + 3 : start + 1;
  const of = nameEndingAt(at, nameEnd - 1);
  if (of === undefined || nameEnd > end) return undefined;
  const open = openParenthesis(at, nameEnd);
  if (open !== -1) return inParentheses(at, places) ?? (opensColumns(at, open, places) ? { kind: 'columns', of } : undefined);
  const from = lastItem(at, nameEnd, end);
  return afterAction(
    Array.from({ length: end - from }, (_, i) => at.word(from + i)),
    of,
    places,
  );
}

/** `words` is one action of ALTER TABLE, up to the cursor. */
function afterAction(words: readonly string[], of: WrittenName, { actions, elements }: NamePlaces): Wanted | undefined {
  const action = words.join(' ').replace(/ if (?:not )?exists/, '');
  const kind = actions.find(([pattern]) => pattern.test(action))?.[1];
  if (kind !== undefined) return kind === 'columns' || kind === 'constraints' ? { kind, of } : { kind };
  const added = /^add (?:column )?(\S+)$/.exec(action)?.[1];
  return added === undefined || added === 'column' || elements.includes(added) ? undefined : TYPES;
}

function inCreateTable(at: Cursor, table: number, places: NamePlaces): Wanted | undefined {
  const end = at.tokens.length;
  const { elements: notColumns, otherTables } = places;
  const isBehind = (place: (typeof otherTables)[number]['in'], index: number): boolean =>
    otherTables.some(({ words, in: where }) => where === place && endsAt(at, index, words.split(' ')));
  if (isBehind('clause', end - 1)) return TABLES;
  const elements = at.find('(', table);
  const open = openParenthesis(at, table);
  if (elements === -1 || open === -1) return undefined;
  if (isBehind('parentheses', open - 1)) return TABLES;
  const from = lastItem(at, elements + 1, end);
  if (open === elements) {
    if (end - from !== 1) return undefined;
    if (isBehind('element', from)) return TABLES;
    return notColumns.includes(at.word(from)) ? undefined : TYPES;
  }
  if (opensColumns(at, open, places)) return { kind: 'names', names: elementNames(at, elements + 1, end, places) };
  const of = inParentheses(at, places);
  const own = nameEndingAt(at, elements - 1);
  const isOwn = of?.kind === 'columns' && of.of.name === own?.name && of.of.schema === own.schema;
  return isOwn ? { kind: 'names', names: elementNames(at, elements + 1, end, places) } : of;
}

/** True when the token at `index` is the last of these words. */
function endsAt(at: Cursor, index: number, words: readonly string[]): boolean {
  return words.every((word, i) => at.word(index - words.length + 1 + i) === word);
}

/** Names of the columns that a CREATE TABLE defines between two of its tokens. */
function elementNames(at: Cursor, from: number, to: number, { elements }: NamePlaces): readonly string[] {
  return at.items(from, to).flatMap(({ start }) => {
    const name = elements.includes(at.word(start)) ? undefined : nameEndingAt(at, start);
    return name === undefined ? [] : [name.name];
  });
}

/** True for `PRIMARY KEY (`, `UNIQUE (`, `CHECK (`: a list of columns, or an expression over them. */
function opensColumns(at: Cursor, open: number, { ownLists }: NamePlaces): boolean {
  return ownLists.includes(at.word(open - 1));
}

/** True where an item of a list begins: behind the opening parenthesis or a comma. */
function isListPosition(at: Cursor, open: number): boolean {
  const last = at.tokens.length - 1;
  return last === open || at.word(last) === ',';
}

/** Index of the last parenthesis that is still open; -1 when all are closed. */
function openParenthesis(at: Cursor, from: number): number {
  let depth = 0;
  for (let i = at.tokens.length - 1; i >= from; i--) {
    if (at.word(i) === ')') depth++;
    else if (at.word(i) === '(' && depth-- === 0) return i;
  }
  return -1;
}

/** Index of the first token of the last item in a list. Commas inside parentheses do not count. */
function lastItem(at: Cursor, from: number, to: number): number {
  if (at.word(to - 1) === ',') return to;
  return at.items(from, to).at(-1)?.start ?? from;
}

/** The name whose last token is at `index`; undefined when that token is not an identifier. */
function nameEndingAt(at: Cursor, index: number): WrittenName | undefined {
  const name = identifierAt(at, index);
  if (name === undefined) return undefined;
  const schema = at.word(index - 1) === '.' ? identifierAt(at, index - 2) : undefined;
  return schema === undefined ? { name } : { schema, name };
}

function identifierAt(at: Cursor, index: number): string | undefined {
  const token = at.tokens[index];
  return token?.kind === 'word' || token?.kind === 'quotedIdentifier' ? at.identifier(token) : undefined;
}
