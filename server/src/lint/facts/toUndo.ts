import type { ReplayedMigration } from '../../migrations/replay/step';
import type { Schema } from '../../schema/model/schema';

/** What a down would have to take back. Labels of an enum stand apart: SQL has no statement that takes one away. */
export type ToUndo = 'schema' | 'enum labels' | 'rows' | 'nothing known';

/** What the ups of a migration leave behind. What could not be read counts for nothing: nobody can tell what it did. */
export function toUndo({ before, after, up }: ReplayedMigration): ToUndo {
  const steps = up.flatMap((part) => part.steps);
  if (isSame(before, after)) return steps.some(({ change }) => change.kind === 'modifyRows') ? 'rows' : 'nothing known';
  return steps.every(({ change, before: from, after: to }) => change.kind === 'addEnumValue' || isSame(from, to))
    ? 'enum labels'
    : 'schema';
}

/** The same objects; gaps, and a search path that ends with the session, aside. */
function isSame(a: Schema, b: Schema): boolean {
  return PARTS.every((part) => a[part] === b[part] || a[part].equals(b[part]));
}

const PARTS = ['namespaces', 'extensions', 'tables', 'views', 'sequences', 'types', 'routines'] as const;
