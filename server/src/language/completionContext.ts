import { type Cursor, cursorOver } from '../sql/cursor';
import type { Lexer } from '../sql/dialect';

/** Name of a relation as the statement writes it. */
export interface WrittenName {
  readonly schema?: string;
  readonly name: string;
}

/** Kind of name that is expected at the cursor. */
export type Wanted =
  | { readonly kind: 'relations'; readonly of: 'tables' | 'all' }
  | { readonly kind: 'indexes' | 'sequences' | 'types' | 'userTypes' | 'views' }
  | { readonly kind: 'columns' | 'constraints'; readonly of: WrittenName }
  /** Columns that the statement itself has defined so far. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** Behind a dot: relations of a schema, or columns of a relation. */
  | { readonly kind: 'members'; readonly of: WrittenName };

const TABLES: Wanted = { kind: 'relations', of: 'tables' };
const RELATIONS: Wanted = { kind: 'relations', of: 'all' };
const TYPES: Wanted = { kind: 'types' };

/** Kind of name expected after `statement`, the text up to the cursor; undefined where no name of the schema fits. */
export function wantedAfter(statement: string, lexer: Lexer): Wanted | undefined {
  const at = cursorOver(statement, lexer);
  const end = at.tokens.length;
  if (at.word(end - 1) === '.') {
    const of = nameEndingAt(at, end - 2);
    return of === undefined ? undefined : { kind: 'members', of };
  }
  if (at.word(end - 1) === 'references') return TABLES;
  if (at.word(0) === 'alter' && at.word(1) === 'table') return inAlterTable(at);
  if (at.word(0) === 'create' && at.find('table', 0, 4) !== -1) return inCreateTable(at, at.find('table', 0, 4));
  return inParentheses(at) ?? afterKeyword(at);
}

/** Keywords that a name may follow, longest first. */
const KEYWORDS: readonly (readonly [string, Wanted])[] = [
  ['drop table', TABLES],
  ['truncate table', TABLES],
  ['truncate', TABLES],
  ['comment on table', TABLES],
  ['comment on column', RELATIONS],
  ['insert into', TABLES],
  ['update', RELATIONS],
  ['delete from', RELATIONS],
  ['copy', TABLES],
  ['comment on view', { kind: 'views' }],
  ['drop view', { kind: 'views' }],
  ['alter view', { kind: 'views' }],
  ['comment on index', { kind: 'indexes' }],
  ['drop index', { kind: 'indexes' }],
  ['alter index', { kind: 'indexes' }],
  ['drop sequence', { kind: 'sequences' }],
  ['alter sequence', { kind: 'sequences' }],
  ['drop type', { kind: 'userTypes' }],
  ['alter type', { kind: 'userTypes' }],
  ['comment on type', { kind: 'userTypes' }],
];

function afterKeyword(at: Cursor): Wanted | undefined {
  const end = at.tokens.length;
  const words = at.tokens.map((_, i) => at.word(i)).join(' ');
  const head = words.replace(/ (?:concurrently|only)$/, '').replace(/ if exists$/, '');
  for (const [keyword, wanted] of KEYWORDS) {
    if (head === keyword || (keyword.startsWith('drop') && head.startsWith(`${keyword} `) && words.endsWith(','))) return wanted;
  }
  const last = at.word(end - 1);
  if (
    last === 'on' &&
    /^(?:create (?:or replace )?(?:unique )?(?:constraint )?(?:index|trigger|policy)|drop (?:trigger|policy)) /.test(words)
  )
    return RELATIONS;
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
function inParentheses(at: Cursor): Wanted | undefined {
  const open = openParenthesis(at, 0);
  if (open === -1 || !isListPosition(at, open)) return undefined;
  const behindMethod = at.word(open - 2) === 'using' ? open - 3 : open - 1;
  const of = nameEndingAt(at, behindMethod);
  if (of === undefined) return undefined;
  const before = at.word(behindMethod - (of.schema === undefined ? 1 : 3));
  if (['into', 'references', 'copy', 'only'].includes(before) || (before === 'on' && at.word(0) === 'create'))
    return { kind: 'columns', of };
  return undefined;
}

function inAlterTable(at: Cursor): Wanted | undefined {
  const end = at.tokens.length;
  let start = 2;
  if (at.word(start) === 'if') start += 2;
  if (at.word(start) === 'only') start++;
  if (start >= end) return TABLES;
  const nameEnd = at.word(start + 1) === '.' ? start + 3 : start + 1;
  const of = nameEndingAt(at, nameEnd - 1);
  if (of === undefined || nameEnd > end) return undefined;
  const open = openParenthesis(at, nameEnd);
  if (open !== -1) return inParentheses(at) ?? (opensColumns(at, open) ? { kind: 'columns', of } : undefined);
  const from = lastItem(at, nameEnd, end);
  return afterAction(
    Array.from({ length: end - from }, (_, i) => at.word(from + i)),
    of,
  );
}

/** `words` is one action of ALTER TABLE, up to the cursor. */
function afterAction(words: readonly string[], of: WrittenName): Wanted | undefined {
  const action = words.join(' ').replace(/ if (?:not )?exists/, '');
  if (/^(?:drop|alter|rename)(?: column)?$/.test(action)) return { kind: 'columns', of };
  if (/^(?:drop|alter|rename|validate) constraint$/.test(action)) return { kind: 'constraints', of };
  if (/^alter (?:column )?\S+ (?:set data )?type$/.test(action)) return TYPES;
  if (/^(?:attach|detach) partition$|^(?:no )?inherit$/.test(action)) return TABLES;
  const added = /^add (?:column )?(\S+)$/.exec(action)?.[1];
  return added === undefined || added === 'column' || BEGINS_CONSTRAINT.has(added) ? undefined : TYPES;
}

const BEGINS_CONSTRAINT: ReadonlySet<string> = new Set(['constraint', 'primary', 'unique', 'foreign', 'check', 'exclude', 'like']);

function inCreateTable(at: Cursor, table: number): Wanted | undefined {
  const end = at.tokens.length;
  if (at.word(end - 1) === 'of' && at.word(end - 2) === 'partition') return TABLES;
  const elements = at.find('(', table);
  const open = openParenthesis(at, table);
  if (elements === -1 || open === -1) return undefined;
  if (at.word(open - 1) === 'inherits') return TABLES;
  const from = lastItem(at, elements + 1, end);
  if (open === elements) {
    if (end - from !== 1) return undefined;
    if (at.word(from) === 'like') return TABLES;
    return BEGINS_CONSTRAINT.has(at.word(from)) ? undefined : TYPES;
  }
  if (opensColumns(at, open)) return { kind: 'names', names: elementNames(at, elements + 1, end) };
  const of = inParentheses(at);
  const own = nameEndingAt(at, elements - 1);
  const isOwn = of?.kind === 'columns' && of.of.name === own?.name && of.of.schema === own.schema;
  return isOwn ? { kind: 'names', names: elementNames(at, elements + 1, end) } : of;
}

/** Names of the columns that a CREATE TABLE defines between two of its tokens. */
function elementNames(at: Cursor, from: number, to: number): readonly string[] {
  return at.items(from, to).flatMap(({ start }) => {
    const name = BEGINS_CONSTRAINT.has(at.word(start)) ? undefined : nameEndingAt(at, start);
    return name === undefined ? [] : [name.name];
  });
}

/** True for `PRIMARY KEY (`, `UNIQUE (`, `CHECK (`, `INCLUDE (`: a list of columns, or an expression over them. */
function opensColumns(at: Cursor, open: number): boolean {
  return ['key', 'unique', 'check', 'include'].includes(at.word(open - 1));
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
