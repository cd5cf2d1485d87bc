import { applier, applyOpaque } from '../../server/src/schema/apply/apply';
import { applyCreateTable } from '../../server/src/schema/apply/tables';
import type { Engine, EngineDescription, Schema } from '../../server/src/schema/model/schema';
import { newDatabase } from '../../server/src/schema/newDatabase';
import type { Refusal } from '../../server/src/schema/problem';
import { commonSketch } from '../../server/src/schema/sketch/common';
import type { Change, ColumnDefinition, CreateTable } from '../../server/src/sql/change';
import { cursorOver } from '../../server/src/sql/cursor';
import type { Lexer, Reader, Reading } from '../../server/src/sql/dialect';
import { COMMON_PLACES } from '../../server/src/sql/namePlaces';
import { type EngineSigns, sqlPattern } from '../../server/src/sql/signs';
import type { Statement } from '../../server/src/sql/statement';
import { isTrivia, type Token } from '../../server/src/sql/token';

/*
 * An engine that reads one statement, `MAKE TABLE name (column type, …);`, and is made of the public seam alone: what an engine of
 * its own needs, and nothing in a neutral file. Its names are in capitals.
 */

const signs: EngineSigns = {
  id: 'madeup',
  name: 'MadeUp',
  names: ['madeup'],
  words: ['madeup'],
  drivers: { npm: ['madeup-driver'] },
  images: ['madeup'],
  statements: { only: [sqlPattern('^make table')], shared: [], usual: [] },
};

const lexer: Lexer = {
  tokenize: (text) =>
    [...text.matchAll(/\s+|--[^\n]*|[A-Za-z]\w*|\d+|[\s\S]/g)].map(
      ([token], i, all): Token => ({ kind: kindOf(token), start: all[i]!.index, end: all[i]!.index + token.length }),
    ),
  identifier: (text, { kind, start, end }) => (kind === 'word' ? text.slice(start, end).toUpperCase() : undefined),
};

function kindOf(token: string): Token['kind'] {
  if (/^\s/.test(token)) return 'whitespace';
  if (token.startsWith('--')) return 'lineComment';
  return /^[A-Za-z]/.test(token) ? 'word' : /^\d/.test(token) ? 'number' : 'punctuation';
}

function split(script: string, from: number, to: number): readonly Statement[] {
  const statements: Statement[] = [];
  let start = from;
  while (start < to) {
    const semicolon = script.indexOf(';', start);
    const terminated = semicolon !== -1 && semicolon < to;
    const end = terminated ? semicolon : to;
    const inner = lexer.tokenize(script.slice(start, end)).filter((token) => !isTrivia(token));
    const span = { start: start + (inner[0]?.start ?? 0), end: start + (inner.at(-1)?.end ?? 0) };
    const extent = { start, end: terminated ? end + 1 : end };
    if (inner.length > 0) statements.push({ kind: 'sql', span, extent, text: script.slice(span.start, span.end), terminated });
    start = extent.end;
  }
  return statements;
}

const reader: Reader = {
  completeness: 'full',
  read(text): Reading {
    const cursor = cursorOver(text, lexer);
    const { tokens, word, spanOf } = cursor;
    const name = tokens[2];
    if (word(0) !== 'make' || word(1) !== 'table' || name === undefined)
      return {
        changes: [{ kind: 'opaque', reason: 'syntax-error' }],
        problem: { message: 'expected MAKE TABLE', start: 0, end: text.length },
      };
    const columns = cursor.items(4, cursor.matching(3)).map(({ start, end }): ColumnDefinition => {
      const type = { name: word(start + 1), modifiers: [], array: false, span: spanOf(start + 1, end) };
      return { name: nameAt(cursor.identifier(tokens[start]!), spanOf(start, start + 1)), type, span: spanOf(start, end), notNull: false };
    });
    const made: CreateTable = {
      kind: 'createTable',
      name: { name: nameAt(cursor.identifier(name), spanOf(2, 3)) },
      ifNotExists: false,
      temporary: false,
      foreign: false,
      columns,
      likes: [],
      inherits: [],
      span: spanOf(0, tokens.length),
    };
    return { changes: [made] };
  },
};

function nameAt(text: string | undefined, span: { readonly start: number; readonly end: number }): CreateTable['name']['name'] {
  return { text: text ?? '', span };
}

const TYPES = ['whole', 'words'];

/** A type that the engine does not have is refused; everything else of the change is left to the shared family. */
function whyRefused(_: Schema, change: Change): Refusal | undefined {
  const odd = change.kind === 'createTable' ? change.columns.find(({ type }) => !TYPES.includes(type.name)) : undefined;
  return odd && { span: odd.type.span, condition: 'feature_not_supported' };
}

const madeUp: Engine = {
  id: signs.id,
  name: signs.name,
  signs,
  ...lexer,
  reader,
  split,
  statementStarts: 'make',
  namePlaces: COMMON_PLACES,
  usualWords: ['MAKE', 'TABLE'],
  hidesChanges: () => false,
  precedesData: () => false,
  refusesInTransaction: () => false,
  client: 'madeup',
  tableComment: undefined,
  manual: '',
  defaultSchema: 'HOME',
  temporarySchema: 'TEMP',
  isSystemSchema: () => false,
  isSystemColumn: () => false,
  isReservedWord: (word) => word.toUpperCase() === 'MAKE',
  quote: (identifier) => identifier,
  print: (identifier) => identifier,
  newDatabase: () => empty,
  apply: applier({ createTable: applyCreateTable, opaque: applyOpaque }, whyRefused),
  tables: {},
  commitsByItself: () => true,
  resolveType: (_, { name }) => ({ kind: 'builtin', text: name, array: false }),
  expressionType: () => undefined,
  commonType: () => undefined,
  shortType: (text) => text,
  usualTypes: TYPES,
  abstractType: ({ written }) => written,
  indexMethod: 'list',
  indexNames: 'table',
  chooseName: (_, owner, kind) => `${owner.name} ${kind}`,
  composeName: (table, columns, label) => [table, ...columns, label.toUpperCase()].join('_'),
  refusal: (_change, _before, condition, name) => `MadeUp knows no type \`${name}\` (${condition}).`,
  mayAskExistence: () => false,
  dropsDependents: false,
  longestName: 20,
  sketch: commonSketch,
  statementOf: () => undefined,
  statements: () => '',
};

const empty = newDatabase(madeUp);

/** As a line of `engines/index.ts` lists it. */
export const description: EngineDescription = { id: signs.id, name: signs.name, signs, load: async () => madeUp };
