import type { Expression, Routine, Schema, Table, Type, TypeUse } from '../model';
import { namespaceName, typeText } from '../queries';

/** What every statement is written with. */
export interface Writer {
  readonly schema: Schema;
  quote(identifier: string): string;
  /** `schema.name`, quoted where it has to be. */
  qualified(object: { readonly namespace: number; readonly name: string }): string;
  /** A constant. */
  literal(text: string): string;
  type(use: TypeUse): string;
  signature(routine: Routine): string;
  /** A comment line. */
  note(text: string): string;
  /** Whether a table is left as a comment. */
  omits(table: Table): boolean;
  /** Types and tables that must be there before the object is made. */
  uses(object: Type | Table): readonly (Type | Table)[];
  /** Why an expression would not be accepted as it was written; undefined when nothing speaks against it. `columns` are the names that it must hold. */
  obstacle(expression: Expression | string, columns?: readonly string[]): string | undefined;
}

export function writer(schema: Schema, quote: (identifier: string) => string): Writer {
  const qualified: Writer['qualified'] = (object) => `${quote(namespaceName(schema, object))}.${quote(object.name)}`;
  const routines = new Set([...schema.routines.values()].map(({ name }) => name));
  const type = (use: TypeUse): string => typeText(schema, use);
  return {
    schema,
    quote,
    qualified,
    literal: (text) =>
      text.includes('\\') ? ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`.trim() : `'${text.replaceAll("'", "''")}'`,
    type,
    signature: (routine) => `${qualified(routine)}(${routine.argumentTypes.map(type).join(', ')})`,
    note: (text) => `-- ${text.trim().replace(/\s+/g, ' ')}`,
    omits: (table) => table.partitionOf !== undefined || table.kind === 'foreign table',
    uses: (object) => usedIds(object).flatMap((id) => schema.types.get(id) ?? schema.tables.get(id) ?? []),
    obstacle(expression, columns = []) {
      const text = typeof expression === 'string' ? expression : expression.text;
      const words = wordsOf(text);
      const called = [...text.matchAll(/("(?:[^"]|"")+"|[\w$]+)\s*\(/g)].map((match) => wordsOf(match[1]!)[0] ?? '');
      const own = called.find((name) => routines.has(name));
      if (own !== undefined) return `it calls the function ${own}, whose body is only known to the migrations`;
      const renamed = columns.find((name) => !words.includes(name));
      return renamed === undefined ? undefined : `it was written before something in it was renamed to ${renamed}`;
    },
  };
}

function usedIds(object: Type | Table): readonly number[] {
  switch (object.kind) {
    case 'enum':
    case 'other':
      return [];
    case 'domain':
      return idOf(object.baseType);
    case 'composite':
      return object.columns.flatMap((column) => idOf(column.type));
    default:
      return [...object.columns.flatMap((column) => idOf(column.type)), ...object.inherits].filter((id) => id !== object.id);
  }
}

function idOf(use: TypeUse): readonly number[] {
  return use.kind === 'object' ? [use.id] : [];
}

/** Names in a text as the catalog has them: folded unless they stand in double quotes. Strings are no names. */
export function wordsOf(text: string): readonly string[] {
  const bare = text.replace(/'(?:[^']|'')*'/g, "''");
  return [...bare.matchAll(/"((?:[^"]|"")+)"|[\p{L}_][\p{L}\p{N}_$]*/gu)].map(
    ([word, quoted]) => quoted?.replaceAll('""', '"') ?? word.toLowerCase(),
  );
}
