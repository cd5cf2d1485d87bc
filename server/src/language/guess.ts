import type { ReadStatement } from '../migrations/step';
import type { Schema } from '../schema/model';
import { identifierText } from '../sql/postgres/cursor';
import type { Token } from '../sql/token';
import { contains, type Span } from '../text/span';
import { columnRef, relationRef } from './collector';
import type { Ref } from './ref';

/**
 * What a name means where no change says so: in queries, in the bodies of views and in statements that cannot be read.
 * A relation of that name, a column of the relation that stands before a dot, or a column that exactly one of the
 * relations named in the statement has.
 */
export function guessName(read: ReadStatement, schema: Schema, offset: number): { readonly ref: Ref; readonly span: Span } | undefined {
  if (!read.changes.every(({ kind }) => GUESSED.has(kind))) return undefined;
  const { statement } = read.located;
  const { tokens } = statement;
  const names = tokens.map((token) => nameOf(statement.text, statement.span.start, token));
  const index = tokens.findIndex((token, i) => names[i] !== undefined && contains(token, offset));
  const name = names[index];
  if (name === undefined) return undefined;
  const { start, end } = tokens[index]!;
  const isDot = (at: number): boolean =>
    tokens[at]?.kind === 'punctuation' && statement.text[tokens[at].start - statement.span.start] === '.';
  const qualifier = isDot(index - 1) ? names[index - 2] : undefined;
  const ref = meaning(schema, name, qualifier, names, isDot(index + 1));
  return ref === undefined ? undefined : { ref, span: { start, end } };
}

/** Changes that keep no place of the names in their queries. */
const GUESSED: ReadonlySet<string> = new Set(['opaque', 'createView', 'createTableAs', 'modifyRows']);

function meaning(
  schema: Schema,
  name: string,
  qualifier: string | undefined,
  names: readonly (string | undefined)[],
  isQualifier: boolean,
): Ref | undefined {
  const owner = qualifier === undefined ? undefined : relationRef(schema, qualifier);
  if (owner !== undefined) return columnRef(schema, owner, name);
  const relation = relationRef(schema, name, qualifier);
  if (relation !== undefined || isQualifier) return relation;
  const columns = [...new Set(names)].flatMap((mentioned) => {
    const candidate = mentioned === undefined ? undefined : relationRef(schema, mentioned);
    return candidate === undefined ? [] : (columnRef(schema, candidate, name) ?? []);
  });
  return columns.length === 1 ? columns[0] : undefined;
}

function nameOf(text: string, offset: number, token: Token): string | undefined {
  if (token.kind !== 'word' && token.kind !== 'quotedIdentifier') return undefined;
  return identifierText(text, { ...token, start: token.start - offset, end: token.end - offset });
}
