import type { ReadStatement } from '../migrations/replay/step';
import type { Schema } from '../schema/model/schema';
import type { Dialect } from '../sql/dialect';
import type { Token } from '../sql/token';
import { contains, type Span, shift } from '../text/span';
import { columnRef, relationRef } from './collector';
import type { Ref } from './ref';
import { tokensOf } from './tokens';

/**
 * Guesses the meaning of a name whose place no change records: in queries, bodies of views and statements that cannot be read. The name is
 * a relation, a column of the relation before the dot, or a column that exactly one of the relations in the statement has.
 */
export function guessName(read: ReadStatement, schema: Schema, offset: number): { readonly ref: Ref; readonly span: Span } | undefined {
  if (!read.changes.every(({ kind }) => GUESSED.has(kind))) return undefined;
  const { text } = read.located.statement;
  const tokens = tokensOf(read.located, schema.engine);
  const names = tokens.map((token) => nameOf(text, token, schema.engine));
  const index = tokens.findIndex((token, i) => names[i] !== undefined && contains(token, offset - read.located.offset));
  const name = names[index];
  if (name === undefined) return undefined;
  const isDot = (at: number): boolean => tokens[at]?.kind === 'punctuation' && text[tokens[at].start] === '.';
  const qualifier = isDot(index - 1) ? names[index - 2] : undefined;
  const ref = meaning(schema, { name, qualifier, names, isQualifier: isDot(index + 1), isNew: names[index - 1] === 'as' });
  return ref === undefined ? undefined : { ref, span: shift(tokens[index]!, read.located.offset) };
}

/** Changes that do not record where the names in their queries stand. */
const GUESSED: ReadonlySet<string> = new Set(['opaque', 'runBlock', 'callRoutines', 'createView', 'createTableAs', 'modifyRows']);

interface Context {
  readonly name: string;
  /** The name before the dot in front of this name. */
  readonly qualifier: string | undefined;
  /** Names of all tokens of the statement, undefined for tokens that are not names. */
  readonly names: readonly (string | undefined)[];
  readonly isQualifier: boolean;
  /** True behind AS, where the name is an alias being defined. */
  readonly isNew: boolean;
}

function meaning(schema: Schema, { name, qualifier, names, isQualifier, isNew }: Context): Ref | undefined {
  if (qualifier !== undefined) {
    const owner = relationRef(schema, qualifier) ?? aliased(schema, names, qualifier);
    return owner === undefined ? relationRef(schema, name, qualifier) : columnRef(schema, owner, name);
  }
  const relation = aliased(schema, names, name) ?? (isNew ? undefined : relationRef(schema, name));
  if (relation !== undefined || isQualifier || isNew) return relation;
  const columns = [...new Set(names)].flatMap((mentioned) => {
    const candidate = mentioned === undefined ? undefined : relationRef(schema, mentioned);
    return candidate === undefined ? [] : (columnRef(schema, candidate, name) ?? []);
  });
  return columns.length === 1 ? columns[0] : undefined;
}

/** The relation with this alias, from `users u` or `users AS u`. */
function aliased(schema: Schema, names: readonly (string | undefined)[], alias: string): Ref | undefined {
  for (const [i, name] of names.entries()) {
    const next = names[i + 1] === 'as' ? names[i + 2] : names[i + 1];
    const relation = next === alias && name !== undefined && name !== alias ? relationRef(schema, name) : undefined;
    if (relation !== undefined) return relation;
  }
  return undefined;
}

/** The name that a token holds; undefined for keywords. AS is kept, because it announces an alias. */
function nameOf(text: string, token: Token, dialect: Dialect): string | undefined {
  if (token.kind !== 'word' && token.kind !== 'quotedIdentifier') return undefined;
  const name = dialect.identifier(text, token);
  return token.kind === 'word' && name !== 'as' && isKeyword(name!, dialect) ? undefined : name;
}

function isKeyword(word: string, { isReservedWord, namePlaces }: Dialect): boolean {
  return namePlaces.afterTable.includes(word) || (isReservedWord(word) && /^[a-z_]+$/.test(word));
}
