import type { Schema } from '../../../schema/model/schema';
import type { View } from '../../../schema/model/view';
import { findRelation, listViews, namespaceName } from '../../../schema/queries';
import { indexStatements } from './constraints';
import { printedPath, type Writer } from './writer';

/** Views with their indexes, each behind the views that it reads. */
export function viewStatements(write: Writer): readonly string[] {
  const { schema } = write;
  const statements: string[] = [];
  const known = new Map<number, boolean>();
  const visit = (view: View): boolean => {
    const earlier = known.get(view.id);
    if (earlier !== undefined) return earlier;
    known.set(view.id, false);
    const read = view.dependsOn.flatMap(({ relation }) => schema.views.get(relation) ?? []);
    const missing = read.find((other) => other.id !== view.id && !visit(other));
    const reason = missing === undefined ? obstacle(write, view) : `it reads ${write.qualified(missing)}, which is left out`;
    if (reason === undefined) statements.push(...onItsPath(write, view, viewStatement(write, view)), ...indexStatements(write, view));
    else statements.push(write.omit(view, `${view.kind} ${write.qualified(view)}: ${reason}.`));
    known.set(view.id, reason === undefined);
    return reason === undefined;
  };
  for (const view of listViews(schema)) visit(view);
  return statements;
}

/** A statement, with the search path that its query was written under when names mean other relations under the printed path. */
function onItsPath({ schema, quote }: Writer, view: View, statement: string): readonly string[] {
  const path = printedPath(schema);
  const printed: Schema = { ...schema, searchPath: path };
  const missed = view.dependsOn.flatMap(({ relation }) => {
    const source = schema.tables.get(relation) ?? schema.views.get(relation);
    return source === undefined || findRelation(printed, source.name)?.id === relation ? [] : namespaceName(schema, source);
  });
  if (missed.length === 0) return [statement];
  const set = (names: readonly string[]): string => `SET search_path = ${names.map(quote).join(', ')};`;
  return [set([...new Set([...missed, ...path])]), statement, set(path)];
}

function viewStatement({ qualified, quote }: Writer, view: View): string {
  const names = view.columns.map(({ name }) => name);
  // Some columns of a star may be unknown, and a list without one of them would give the others wrong names.
  const isListed = names.length > 0 && !hasStar(view.definition);
  const list = isListed ? ` (${names.map(quote).join(', ')})` : '';
  const word = view.kind === 'view' ? 'VIEW' : 'MATERIALIZED VIEW';
  return `CREATE ${word} ${qualified(view)}${list} AS\n${view.definition.trim()};`;
}

/** Why a view cannot be printed. Its query is printed as written, so all relations and columns in it must still have the same names. */
function obstacle(write: Writer, view: View): string | undefined {
  const { schema } = write;
  const omitted = view.dependsOn.flatMap(({ relation }) => schema.tables.get(relation) ?? []).find((table) => write.isOmitted(table));
  if (omitted !== undefined) return `it reads ${write.qualified(omitted)}, which is left out`;
  const missing = view.dependsOn.find(({ relation, column }) => {
    const table = schema.tables.get(relation);
    return table !== undefined && write.lacks(table, [column]);
  });
  if (missing !== undefined) return 'it reads a column that is left out';
  const names = view.dependsOn.flatMap(({ relation, column }) => {
    const source = schema.tables.get(relation) ?? schema.views.get(relation);
    if (source === undefined) return [];
    if (column === 0) return source.name;
    return hasStar(view.definition) ? [] : (source.columns.find(({ number }) => number === column)?.name ?? []);
  });
  return write.obstacle(view.definition, names);
}

function hasStar(query: string): boolean {
  return /(?:\bselect\b|[.,])\s*(?:distinct\s+)?\*/i.test(query);
}
