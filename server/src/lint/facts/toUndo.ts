import type { ReplayedMigration } from '../../migrations/replay/step';
import type { Schema } from '../../schema/model/schema';
import type { PersistentMap } from '../../schema/versions/persistentMap';

/** The changes that a down would have to undo. Enum labels are a case of their own: no statement removes one. */
export type ToUndo = 'schema' | 'enum labels' | 'rows' | 'nothing known';

/** The changes that the ups of a migration leave behind. Statements that could not be read do not count. */
export function toUndo({ before, after, up }: ReplayedMigration): ToUndo {
  const steps = up.flatMap((part) => part.steps);
  if (isSame(before, after)) return steps.some(({ change }) => change.kind === 'modifyRows') ? 'rows' : 'nothing known';
  return steps.every(({ change, before: from, after: to }) => change.kind === 'addEnumValue' || isSame(from, to))
    ? 'enum labels'
    : 'schema';
}

/** True when both hold the same objects. Gaps do not count, nor does the search path, which ends with the session. */
function isSame(a: Schema, b: Schema): boolean {
  return PARTS.every((part) => isSameMap(a[part] as AnyMap, b[part] as AnyMap));
}

type AnyMap = PersistentMap<number | string, unknown>;

/** Ends at the first entry that differs: most migrations change something, and the rule asks about each of them. */
function isSameMap<K>(a: PersistentMap<K, unknown>, b: PersistentMap<K, unknown>): boolean {
  return a === b || (a.size === b.size && !a.some((value, key) => b.get(key) !== value));
}

const PARTS = ['namespaces', 'extensions', 'tables', 'views', 'sequences', 'types', 'routines'] as const;
