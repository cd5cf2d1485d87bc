import picomatch from 'picomatch/posix';
import type { ObjectId } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { displayName, foreignKeys, namespaceName, referencesTo } from '../schema/queries';

/** Tables that one diagram shows, with its title as plain text. */
export interface DiagramGroup {
  readonly title: string;
  readonly tables: readonly Table[];
}

/**
 * Divides the tables into diagrams: by the configured patterns, else by schema, else around the tables with the most neighbours. Every
 * table is in exactly one group.
 *
 * @param configured group title → glob patterns of table names; the first group that matches takes the table
 * @param maxTables size limit of a group; configured groups and the rest that they leave over may be larger
 */
export function diagramGroups(
  schema: Schema,
  tables: readonly Table[],
  configured: Readonly<Record<string, readonly string[]>>,
  maxTables: number,
): readonly DiagramGroup[] {
  const groups = configuredGroups(schema, tables, configured);
  const grouped = new Set(groups.flatMap((group) => group.tables));
  const rest = tables.filter((table) => !grouped.has(table));
  if (groups.length > 0) return rest.length === 0 ? groups : [...groups, { title: 'Other tables', tables: rest }];
  return bySchema(schema, tables).flatMap((group) =>
    group.tables.length <= maxTables ? [group] : byNeighbourhood(schema, group.tables, maxTables),
  );
}

function configuredGroups(
  schema: Schema,
  tables: readonly Table[],
  configured: Readonly<Record<string, readonly string[]>>,
): readonly DiagramGroup[] {
  const taken = new Set<Table>();
  return Object.entries(configured).flatMap(([title, patterns]) => {
    const matches = picomatch([...patterns]);
    const own = tables.filter((table) => !taken.has(table) && matches(displayName(schema, table)));
    for (const table of own) taken.add(table);
    return own.length === 0 ? [] : [{ title, tables: own }];
  });
}

function bySchema(schema: Schema, tables: readonly Table[]): readonly DiagramGroup[] {
  const groups = new Map<string, Table[]>();
  for (const table of tables) {
    const name = namespaceName(schema, table);
    groups.set(name, [...(groups.get(name) ?? []), table]);
  }
  return [...groups].map(([title, own]) => ({ title, tables: own }));
}

/** Takes the table with the most neighbours and the tables nearest to it as one group, then repeats with the remaining tables. */
function byNeighbourhood(schema: Schema, tables: readonly Table[], maxTables: number): readonly DiagramGroup[] {
  const neighbours = new Map(tables.map((table) => [table.id, neighboursOf(schema, table)]));
  const left = new Map(tables.map((table) => [table.id, table]));
  const groups: DiagramGroup[] = [];
  const alone: Table[] = [];
  while (left.size > 0) {
    const open = (id: ObjectId): number => [...neighbours.get(id)!].filter((other) => left.has(other)).length;
    const hub = [...left.values()].reduce((best, table) => (open(table.id) > open(best.id) ? table : best));
    const ids = nearest(hub.id, neighbours, left, maxTables);
    const own = tables.filter((table) => ids.has(table.id));
    for (const id of ids) left.delete(id);
    if (own.length === 1) alone.push(hub);
    else groups.push({ title: `Around ${displayName(schema, hub)}`, tables: own });
  }
  for (let at = 0; at < alone.length; at += maxTables)
    groups.push({ title: 'Tables on their own', tables: alone.slice(at, at + maxTables) });
  return groups;
}

function neighboursOf(schema: Schema, table: Table): ReadonlySet<ObjectId> {
  const targets = foreignKeys(table).flatMap(({ target }) => (target.kind === 'table' ? [target.table] : []));
  const sources = referencesTo(schema, table.id).map((reference) => reference.table.id);
  return new Set([...targets, ...sources].filter((id) => id !== table.id));
}

/** Ids of the tables nearest to the hub, itself included, by breadth-first search. */
function nearest(
  hub: ObjectId,
  neighbours: ReadonlyMap<ObjectId, ReadonlySet<ObjectId>>,
  left: ReadonlyMap<ObjectId, Table>,
  maxTables: number,
): ReadonlySet<ObjectId> {
  const ids = new Set([hub]);
  for (const id of ids) {
    for (const other of neighbours.get(id) ?? []) if (ids.size < maxTables && left.has(other)) ids.add(other);
  }
  return ids;
}
