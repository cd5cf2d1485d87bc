import type { Attribute, Entity, Graph } from './graph';

/** How much of a table a drawing shows: all columns; the columns of keys; no columns and no labels on lines. */
export type Detail = 'full' | 'keys' | 'names';

/** From most to least detail. */
export const DETAILS: readonly Detail[] = ['full', 'keys', 'names'];

/**
 * The detail at which a graph of this size is drawn within about two seconds: Mermaid takes about 45 ms for a table with all columns,
 * 30 ms with its key columns and 12 ms with its name only.
 */
export function autoDetail(graph: Graph): Detail {
  const tables = graph.entities.length;
  return tables <= 20 ? 'full' : tables <= 60 ? 'keys' : 'names';
}

/** The attributes of an entity that a drawing with this detail shows. */
export function shownAttributes(entity: Entity, detail: Detail): readonly Attribute[] {
  if (detail === 'names') return [];
  return detail === 'full' ? entity.attributes : entity.attributes.filter(({ keys }) => keys.length > 0);
}

/** Whether lines carry the columns of their foreign key as a label. */
export function showsLabels(detail: Detail): boolean {
  return detail !== 'names';
}
