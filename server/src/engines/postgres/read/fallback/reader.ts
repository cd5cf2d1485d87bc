import { parse, type Statement } from 'pgsql-ast-parser';
import type { Change } from '../../../../sql/change';
import type { Reader, Reading } from '../../../../sql/dialect';
import { isTooDeep } from '../libpg/bounded';
import { type Source, source } from '../source';
import { lowerAlterTable } from './alterTable';
import { lowerCreateTable } from './createTable';
import { lowerCreateIndex } from './indexes';
import {
  lowerAlterEnum,
  lowerAlterIndex,
  lowerAlterSequence,
  lowerComment,
  lowerCreateComposite,
  lowerCreateEnum,
  lowerCreateExtension,
  lowerCreateSchema,
  lowerCreateSequence,
  lowerDrop,
} from './objects';
import { lowerCreateView } from './queries';
import { lowerDelete, lowerInsert, lowerTruncate, lowerUpdate } from './rows';
import { lowerDo, lowerSet, lowerSetConfig, lowerTransaction } from './session';

/** The reader for environments without WebAssembly. Its parser knows the most common part of PostgreSQL's language. */
export function fallbackReader(): Reader {
  return { completeness: 'reduced', read };
}

/** Longer statements are bulk data, and this parser is slow on them. */
const LONGEST = 100_000;

function read(text: string): Reading {
  const from = source(text);
  const byTokens = lowerTransaction(from) ?? lowerSet(from) ?? lowerSetConfig(from) ?? lowerDo(from) ?? lowerDrop(from);
  if (byTokens !== undefined) return { changes: byTokens };
  const parsed = text.length > LONGEST || isCut(from) ? undefined : attempt(text);
  const changes = parsed === undefined ? undefined : lower(parsed, from);
  return { changes: changes ?? (isHarmless(from) ? [] : [notUnderstood(from)]) };
}

/** True of a text with an unterminated quote. It is not parsed, because the parser would backtrack over the rest of the text. */
function isCut({ cursor }: Source): boolean {
  return cursor.tokens.some(({ unterminated }) => unterminated === true);
}

/** The parsed statement; undefined when the parser fails or the statement is nested too deeply, which is no evidence of an error in the statement. */
function attempt(text: string): Statement | undefined {
  try {
    const statements = parse(text, { locationTracking: true });
    return statements.length === 1 && !isTooDeep(text, statements) ? statements[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The changes of a parsed statement; undefined for a statement that may change the schema and is not read here. */
function lower(statement: Statement, from: Source): Change[] | undefined {
  switch (statement.type) {
    case 'create table':
      return lowerCreateTable(statement, from);
    case 'alter table':
      return lowerAlterTable(statement, from);
    case 'create index':
      return lowerCreateIndex(statement, from);
    case 'create view':
    case 'create materialized view':
      return lowerCreateView(statement, from);
    case 'create enum':
      return lowerCreateEnum(statement, from);
    case 'alter enum':
      return lowerAlterEnum(statement, from);
    case 'create composite type':
      return lowerCreateComposite(statement, from);
    case 'create sequence':
      return lowerCreateSequence(statement, from);
    case 'alter sequence':
      return lowerAlterSequence(statement, from);
    case 'alter index':
      return lowerAlterIndex(statement, from);
    case 'create schema':
      return lowerCreateSchema(statement, from);
    case 'create extension':
      return lowerCreateExtension(statement, from);
    case 'comment':
      return lowerComment(statement, from);
    case 'insert':
      return lowerInsert(statement, from);
    case 'update':
      return lowerUpdate(statement, from);
    case 'delete':
      return lowerDelete(statement, from);
    case 'truncate table':
      return lowerTruncate(statement, from);
    default:
      return undefined;
  }
}

/** First words of statements that leave the schema as it is. A SELECT may still make a table (INTO). */
const HARMLESS: ReadonlySet<string> = new Set(
  `analyze call checkpoint cluster comment copy deallocate declare delete execute explain fetch grant insert listen lock merge move notify
  prepare reassign refresh reindex revoke security show table truncate unlisten update vacuum values`.split(/\s+/),
);

function isHarmless({ cursor }: Source): boolean {
  const first = cursor.word(0);
  if (first === 'select' || first === 'with') return cursor.find('into', 0) === -1;
  return first === '' || HARMLESS.has(first);
}

function notUnderstood({ cursor, text }: Source): Change {
  const words = cursor.tokens.flatMap((token, i) =>
    token.kind === 'word' || token.kind === 'quotedIdentifier' ? [cursor.word(i).replace(/^"|"$/g, '').replaceAll('""', '"')] : [],
  );
  return { kind: 'opaque', reason: 'not-understood', ...(text === '' ? {} : { mayTouch: [...new Set(words)] }) };
}
