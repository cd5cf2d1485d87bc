import type { Node } from 'libpg-query';

/*
 * libpg-query's tree is the protobuf form of PostgreSQL's: every node is an object with one property, its tag, and
 * fields that hold their default (0, false, '') are left out.
 */

type TagOf<N> = N extends unknown ? keyof N : never;
export type Tag = TagOf<Node> & string;
export type Fields<T extends Tag> = Extract<Node, Record<T, unknown>> extends Record<T, infer F> ? F : never;

/** The fields of a node if it has this tag. */
export function node<T extends Tag>(of: Node | undefined, tag: T): Fields<T> | undefined {
  return (of as Record<string, unknown> | undefined)?.[tag] as Fields<T> | undefined;
}

/** The nodes of a list that have this tag. */
export function nodes<T extends Tag>(of: readonly Node[] | undefined, tag: T): Fields<T>[] {
  return (of ?? []).flatMap((item) => node(item, tag) ?? []);
}

export function strings(list: readonly Node[] | undefined): string[] {
  return nodes(list, 'String').map((item) => item.sval ?? '');
}

/** Items of a List node. */
export function items(of: Node | undefined): readonly Node[] {
  return node(of, 'List')?.items ?? [];
}

/**
 * Calls `visit` for every tagged node below a value and for the value itself, parents before children. When it returns false, the nodes
 * below are skipped. This walk and `isDeeper` are the only ones by reflection: over the trees of the parser, whose types are not declared here.
 */
export function walk(value: unknown, visit: (tag: string, fields: Readonly<Record<string, unknown>>) => boolean | undefined): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      if (typeof child !== 'object' || child === null) continue;
      const isNode = /^[A-Z]/.test(key) && !Array.isArray(child);
      if (!isNode || visit(key, child as Readonly<Record<string, unknown>>) !== false) walk(child, visit);
    }
  }
}

/** True when the value has objects and lists within each other to more than this number of levels. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels <= 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isDeeper(item, levels - 1)) return true;
    return false;
  }
  for (const key in value) {
    const child = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof child !== 'object' || child === null) continue;
    // Each query of WITH may read the one before it, which is then lowered as if it stood within it.
    const within = key === 'ctes' && Array.isArray(child) ? levels - LEVELS_OF_QUERY * child.length : levels;
    if (isDeeper(child, within - 1)) return true;
  }
  return false;
}

/** Objects of a query around a query that it reads: FROM, an item, the query. */
const LEVELS_OF_QUERY = 4;
