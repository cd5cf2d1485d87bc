import type { Expression } from '../../../schema/model/expression';
import type { ObjectId } from '../../../schema/model/object';
import { postgresOf } from '../../../schema/model/postgresPart';
import type { Routine } from '../../../schema/model/routine';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import type { Type, TypeUse } from '../../../schema/model/type';
import type { View } from '../../../schema/model/view';
import { namespaceName, typeText } from '../../../schema/queries';
import { literal } from './literal';

/** The schema that is written, with functions that write its parts. */
export interface Writer {
  readonly schema: Schema;
  quote(identifier: string): string;
  /** `schema.name`, each part quoted where needed. */
  qualified(object: { readonly namespace: number; readonly name: string }): string;
  literal(text: string): string;
  /** Undefined when the statements do not make the type. */
  type(use: TypeUse): string | undefined;
  /** True when one of the columns is left out because the statements do not make its type. */
  lacks(owner: Table | View, columns: readonly number[]): boolean;
  signature(routine: Routine): string;
  /** A comment line. */
  note(text: string): string;
  /** The comment line that stands for an object. `isOmitted` is true of the object from then on. */
  omit(object: { readonly id: ObjectId }, text: string): string;
  isOmitted(object: { readonly id: ObjectId }): boolean;
  /** Types and tables that must exist before the object is made. */
  uses(object: Type | Table): readonly (Type | Table)[];
  /** Why the server would not accept an expression as written; undefined when it would. `columns` are the names that it must contain. */
  obstacle(expression: Expression | string, columns?: readonly string[]): string | undefined;
}

export function writer(schema: Schema): Writer {
  const { quote } = schema.engine;
  const qualified: Writer['qualified'] = (object) => `${quote(namespaceName(schema, object))}.${quote(object.name)}`;
  const routines = new Set([...schema.routines.values()].map(({ name }) => name));
  const omitted = new Set<ObjectId>([...schema.tables.values()].filter(isUnknown).map(({ id }) => id));
  const type = (use: TypeUse): string | undefined => (isMade(schema, use) ? typeText(schema, use) : undefined);
  const note: Writer['note'] = (text) => `-- ${text.trim().replace(/\s+/g, ' ')}`;
  return {
    schema,
    quote,
    qualified,
    literal,
    type,
    signature: (routine) => `${qualified(routine)}(${routine.argumentTypes.map((use) => typeText(schema, use)).join(', ')})`,
    note,
    lacks: (owner, numbers) =>
      owner.columns.some((column) => numbers.includes(column.number) && column.type !== undefined && type(column.type) === undefined),
    omit(object, text) {
      omitted.add(object.id);
      return note(text);
    },
    isOmitted: ({ id }) => omitted.has(id),
    uses: (object) =>
      usedIds(object)
        .flatMap((id) => schema.types.get(id) ?? schema.tables.get(id) ?? [])
        .filter((used) => !isExtensions(used)),
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

/** True of a type that CREATE EXTENSION makes. */
export function isExtensions(object: Type | Table): boolean {
  return object.kind === 'other' && object.extension !== undefined;
}

/** True of a table that cannot be made: the model has no bounds of partitions and no servers of foreign tables. */
function isUnknown(table: Table): boolean {
  return postgresOf(table).partitionOf !== undefined || table.kind === 'foreign table';
}

function isMade(schema: Schema, use: TypeUse): boolean {
  if (use.kind !== 'object') return use.kind === 'builtin';
  const type = schema.types.get(use.id);
  if (type?.kind === 'other') return type.extension !== undefined;
  if (type?.kind === 'domain') return isMade(schema, type.baseType);
  const table = schema.tables.get(use.id);
  // Views are made last, so no column can have the row type of one.
  return type !== undefined || (table !== undefined && !isUnknown(table));
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
      return [...object.columns.flatMap((column) => idOf(column.type)), ...postgresOf(object).inherits].filter((id) => id !== object.id);
  }
}

function idOf(use: TypeUse): readonly number[] {
  return use.kind === 'object' ? [use.id] : [];
}

/** The names in a text as the catalog has them: folded unless they are in double quotes. Strings are skipped. */
function wordsOf(text: string): readonly string[] {
  const bare = text.replace(/'(?:[^']|'')*'/g, "''");
  return [...bare.matchAll(/"((?:[^"]|"")+)"|[\p{L}_][\p{L}\p{N}_$]*/gu)].map(
    ([word, quoted]) => quoted?.replaceAll('""', '"') ?? word.toLowerCase(),
  );
}

/** The search path under which the statements run: the one at the end of the migrations, then every other schema. */
export function printedPath(schema: Schema): readonly string[] {
  const others = [...schema.namespaces.values()].map(({ name }) => name);
  return [...new Set([...schema.searchPath, ...others])].filter((name) => !schema.engine.isSystemSchema(name));
}
