import type { RootDatabase } from '../../tool';

/*
 * A context selects change sets for a run. The contexts of a run are not known here, and without any all change sets run. Some
 * changelogs use the names of databases as contexts, to choose between databases.
 */

/** False of an expression (`mysql`, `test and !postgresql`) that excludes the database by its name. */
export function mayBeFor(context: string | undefined, database: RootDatabase): boolean {
  const tokens = (context ?? '').match(/[()!,]|[^\s()!,]+/g) ?? [];
  return tokens.length === 0 || anyOf({ database, tokens, at: 0 }) !== false;
}

interface Reader {
  readonly database: RootDatabase;
  readonly tokens: readonly string[];
  at: number;
}

/** Undefined when it cannot be told. */
type Truth = boolean | undefined;

function takes(reader: Reader, ...words: readonly string[]): boolean {
  const isNext = words.includes(reader.tokens[reader.at]?.toLowerCase() ?? '');
  if (isNext) reader.at++;
  return isNext;
}

function anyOf(reader: Reader): Truth {
  const parts = [allOf(reader)];
  while (takes(reader, 'or', ',')) parts.push(allOf(reader));
  return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
}

function allOf(reader: Reader): Truth {
  const parts = [single(reader)];
  while (takes(reader, 'and')) parts.push(single(reader));
  return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
}

function single(reader: Reader): Truth {
  if (takes(reader, '!', 'not')) {
    const inner = single(reader);
    return inner === undefined ? undefined : !inner;
  }
  if (takes(reader, '(')) {
    const inner = anyOf(reader);
    takes(reader, ')');
    return inner;
  }
  return reader.database.isCalled(reader.tokens[reader.at++] ?? '');
}
