import { postgresOf } from '../../../schema/model/postgresPart';
import type { Schema } from '../../../schema/model/schema';
import type { Sequence } from '../../../schema/model/sequence';
import type { Table } from '../../../schema/model/table';
import type { Type } from '../../../schema/model/type';
import { compare, listRoutines, listTables, namespaceName, sortNamed } from '../../../schema/queries';
import { commentStatements } from './comments';
import { foreignKeyStatements, indexStatements, keyStatements } from './constraints';
import { tableStatement } from './tables';
import { typeStatement } from './types';
import { viewStatements } from './views';
import { isExtensions, printedPath, type Writer, writer } from './writer';

/**
 * The statements of `Engine.statements`. Bodies of functions, triggers, policies, bounds of partitions and servers of foreign tables
 * are not part of the model: comment lines stand for them.
 */
export function sqlOf(schema: Schema): string {
  const write = writer(schema);
  const { quote } = write;
  const tables = listTables(schema);
  const sections: readonly (readonly string[])[] = [
    schema.gaps.length === 0 ? [] : [write.note('The schema may lack something: not everything in the migrations could be followed.')],
    schemaStatements(write),
    [...schema.extensions.values()]
      .sort((a, b) => compare(a.name, b.name))
      .map((extension) => `CREATE EXTENSION ${quote(extension.name)} WITH SCHEMA ${quote(namespaceName(schema, extension))};`),
    routineNotes(write),
    freeSequences(write).map((sequence) => `CREATE SEQUENCE ${write.qualified(sequence)};`),
    ...inOrder(write).map((object) => [
      'columns' in object && 'constraints' in object ? tableStatement(write, object) : typeStatement(write, object),
    ]),
    ownerStatements(write),
    tables.flatMap((table) => keyStatements(write, table)),
    tables.flatMap((table) => indexStatements(write, table)),
    tables.flatMap((table) => foreignKeyStatements(write, table)),
    viewStatements(write),
    tables.flatMap((table) => policyStatements(write, table)),
    commentStatements(write),
  ];
  const written = sections.filter((statements) => statements.length > 0).map((statements) => `${statements.join('\n')}\n`);
  return written.length === 0 ? write.note('The schema is empty.').concat('\n') : written.join('\n');
}

function schemaStatements({ schema, quote }: Writer): readonly string[] {
  const names = [...schema.namespaces.values()].map(({ name }) => name);
  const { defaultSchema, isSystemSchema } = schema.engine;
  const made = names.filter((name) => name !== defaultSchema && !isSystemSchema(name)).sort(compare);
  return [
    ...(names.includes(defaultSchema) ? [] : [`DROP SCHEMA ${quote(defaultSchema)};`]),
    ...made.map((name) => `CREATE SCHEMA ${quote(name)};`),
    // Defaults, checks and views are printed as written, so their names need the search path that they were written under.
    ...(made.length === 0 ? [] : [`SET search_path = ${printedPath(schema).map(quote).join(', ')};`]),
  ];
}

function routineNotes({ schema, note, signature }: Writer): readonly string[] {
  return listRoutines(schema)
    .map((routine) => note(`${routine.kind} ${signature(routine)}: its body is only known to the migrations.`))
    .sort(compare);
}

/** Sequences that do not come with an identity column. */
function freeSequences({ schema }: Writer): readonly Sequence[] {
  return sortNamed(
    schema,
    [...schema.sequences.values()].filter(({ temporary, ownedBy }) => !temporary && ownedBy?.identity !== true),
  );
}

function ownerStatements(write: Writer): readonly string[] {
  return freeSequences(write).flatMap((sequence) => {
    const table = write.schema.tables.get(sequence.ownedBy?.table ?? -1);
    const column = table?.columns.find(({ number }) => number === sequence.ownedBy?.column);
    if (table === undefined || column === undefined || table.temporary || write.isOmitted(table) || write.lacks(table, [column.number]))
      return [];
    return [`ALTER SEQUENCE ${write.qualified(sequence)} OWNED BY ${write.qualified(table)}.${write.quote(column.name)};`];
  });
}

/** Types and tables, each behind the types and tables that it uses. */
function inOrder({ schema, uses }: Writer): readonly (Type | Table)[] {
  const ordered: (Type | Table)[] = [];
  const visited = new Set<number>();
  const visit = (object: Type | Table): void => {
    if (visited.has(object.id)) return;
    visited.add(object.id);
    for (const used of uses(object)) visit(used);
    ordered.push(object);
  };
  const types = [...schema.types.values()].filter((type) => !isExtensions(type));
  for (const object of [...sortNamed<Type>(schema, types), ...listTables(schema)]) visit(object);
  return ordered;
}

function policyStatements({ note, qualified }: Writer, table: Table): readonly string[] {
  const name = qualified(table);
  return [
    ...(postgresOf(table).rowSecurity ? [`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;`] : []),
    ...postgresOf(table)
      .policies.map((policy) => note(`policy ${policy.name} on ${name}: its conditions are only known to the migrations.`))
      .sort(compare),
    ...table.triggers.map((trigger) => note(`trigger ${trigger.name} on ${name}: ${trigger.description}`)).sort(compare),
  ];
}
