import type { Node, ParseResult } from 'libpg-query';
import type { Change } from '../../../../sql/change';
import type { CodeLanguage } from '../../../../sql/code/language';
import type { Dialect, Reader, Reading, SyntaxProblem } from '../../../../sql/dialect';
import { cursor } from '../cursor';
import { codePointOffset, source } from '../source';
import { bounded } from './bounded';
import { codeChange, codeLanguage } from './language';
import { lower } from './lower';
import { salvage } from './salvage';

/** PostgreSQL's own parser. `parse` throws the errors of libpg-query. It is a parameter so that only an entry loads WebAssembly. */
export type ParsePostgres = (sql: string) => ParseResult;

/** The most characters of a statement that is read. A longer one is bulk data, which would delay every keystroke. */
const LONGEST = 1_000_000;

/** The tree of the PL/pgSQL in a statement. Throws like `parse`. */
export type ParsePlpgsql = (sql: string) => unknown;

/** Reads statements, and code that other code assembles. */
export type LibpgParser = Required<Pick<Dialect, 'reader' | 'code'>>;

/** PostgreSQL read by its own grammar. */
export function libpg(parse: ParsePostgres, parsePlpgsql: ParsePlpgsql): LibpgParser {
  const parsers = bounded({ sql: parse, plpgsql: parsePlpgsql });
  const code = codeLanguage(parsers);
  return { code, reader: libpgReader(parsers.sql, code) };
}

function libpgReader(parse: ParsePostgres, language: CodeLanguage): Reader {
  return {
    completeness: 'full',
    read(text) {
      if (text.length > LONGEST) return tooLong(text);
      const nul = text.indexOf('\0');
      // The parser takes a C string and would silently stop at the NUL.
      if (nul !== -1) return broken({ message: 'invalid byte sequence for encoding "UTF8": 0x00', start: nul, end: nul + 1 }, text);
      const result = attempt(parse, text);
      if (result === 'not understood') return { changes: [opaque('not-understood', text)] };
      if ('problem' in result) return broken(result.problem, text, parse);
      const [statement] = result.statements;
      const code = statement === undefined ? undefined : codeChange(statement, text, language);
      return { changes: code ?? result.changes };
    },
  };
}

type Attempt =
  | { readonly statements: readonly Node[]; readonly changes: readonly Change[] }
  | { readonly problem: SyntaxProblem }
  /** The parser or what lowers its tree has failed, as on a very deep one: no evidence of an error in the statement. */
  | 'not understood';

function attempt(parse: ParsePostgres, text: string): Attempt {
  try {
    const statements = (parse(text).stmts ?? []).flatMap(({ stmt }) => stmt ?? []);
    const origin = source(text);
    return { statements, changes: statements.flatMap((statement) => lower(statement, origin)) };
  } catch (error) {
    return isPostgresError(error) ? { problem: problemOf(error, text) } : 'not understood';
  }
}

/** An error that PostgreSQL's grammar reports, as libpg-query throws it. */
interface PostgresError {
  readonly message: string;
  readonly sqlDetails: { readonly cursorPosition?: number };
}

function isPostgresError(error: unknown): error is PostgresError {
  return typeof (error as Partial<PostgresError> | null)?.sqlDetails === 'object';
}

function problemOf(error: PostgresError, text: string): SyntaxProblem {
  // The message about an unterminated quote holds a line break, which no list of findings can show.
  const message = error.message.replace(/\s+/g, ' ').replace(/ "$/, '"');
  const start = Math.min(codePointOffset(text, error.sqlDetails.cursorPosition ?? 0), text.length);
  const tokens = cursor(text).tokens;
  const token = tokens.find((candidate) => candidate.start <= start && start < candidate.end) ?? tokens.at(-1);
  if (start >= text.trimEnd().length && token !== undefined) return { message, start: token.start, end: token.end };
  return { message, start, end: Math.max(token?.end ?? start + 1, start + 1) };
}

/** A statement with a syntax error. Its other parts are kept where they can be separated. */
function broken(problem: SyntaxProblem, text: string, parse?: ParsePostgres): Reading {
  const read = (candidate: string): readonly Change[] | undefined => {
    const result = attempt(parse!, candidate);
    return result !== 'not understood' && 'changes' in result ? result.changes : undefined;
  };
  const rest = parse === undefined ? undefined : salvage(text, problem.start, read);
  if (rest !== undefined) return { changes: rest, problem };
  return { changes: [opaque('syntax-error', text)], problem };
}

/** The change of a statement that is not read: it may touch what it names. */
function opaque(reason: 'syntax-error' | 'not-understood', text: string): Change {
  return { kind: 'opaque', reason, mayTouch: identifiers(text) };
}

function identifiers(text: string): string[] {
  const tokens = cursor(text);
  return tokens.tokens.flatMap((token, i) =>
    token.kind === 'word' || token.kind === 'quotedIdentifier' ? [tokens.word(i).replace(/^"|"$/g, '')] : [],
  );
}

function tooLong(text: string): Reading {
  const first = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? '';
  return {
    changes: ['insert', 'copy', 'update', 'delete', 'values', 'select'].includes(first)
      ? []
      : [{ kind: 'opaque', reason: 'not-understood' }],
  };
}
