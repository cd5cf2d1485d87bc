import type { Entity, Graph } from './graph';

/** A table with at least this many lines (users, tenants) connects tables that have nothing else to do with each other. */
const HUB = 12;

/** The entity of a table that a user names as `table`, `schema.table` or `public.table`. */
export function findEntity(graph: Graph, name: string): Entity | undefined {
  const short = name.replace(/^public\./, '');
  return graph.entities.find((entity) => entity.name === name) ?? graph.entities.find((entity) => entity.name === short);
}

/** The entity with everything at most `depth` lines away. The lines of a hub are not followed, unless the hub is the centre. */
export function neighbourhood(graph: Graph, centre: Entity, depth: number): Graph {
  const lines = adjacency(graph);
  const near = new Set([centre.id]);
  let edge: readonly string[] = [centre.id];
  for (let step = 0; step < depth && edge.length > 0; step++) {
    const followed = edge.filter((id) => id === centre.id || neighbours(lines, id).length < HUB);
    edge = followed.flatMap((id) => neighbours(lines, id)).filter((id, at, all) => !near.has(id) && all.indexOf(id) === at);
    for (const id of edge) near.add(id);
  }
  return {
    entities: graph.entities.filter(({ id }) => near.has(id)),
    relations: graph.relations.filter(({ parent, child }) => near.has(parent) && near.has(child)),
  };
}

function neighbours(lines: ReadonlyMap<string, readonly string[]>, id: string): readonly string[] {
  return lines.get(id) ?? [];
}

function adjacency(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>(graph.entities.map(({ id }) => [id, []]));
  for (const { parent, child } of graph.relations) {
    lines.get(parent)?.push(child);
    lines.get(child)?.push(parent);
  }
  return lines;
}
