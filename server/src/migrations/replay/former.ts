import type { PatchedSchema } from '../../schema/versions/patch';
import type { ChangedEntries, Cursor } from './changed';
import { isSameRead, moveTo } from './reading';
import type { FormerState, ReadStatement, ReplayedPart, Run } from './step';

/** @param changed entries in which the schema behind the part's next state may differ; undefined: in any entry */
export function formerState({ entry, exit, statements, runs }: ReplayedPart, changed: ChangedEntries): FormerState {
  return { entry, exit, statements, runs, changed };
}

export interface Restored {
  readonly statements: readonly ReadStatement[];
  readonly runs: readonly Run[];
  readonly after: Cursor;
}

/** The former state, when the part begins with the same schema and has the same statements again. */
export function restored(
  former: FormerState | undefined,
  schema: PatchedSchema,
  statements: readonly ReadStatement[],
): Restored | undefined {
  if (former === undefined || !isSame(former.entry, schema) || former.statements.length !== statements.length) return undefined;
  if (!statements.every((read, i) => isSameRead(read, former.statements[i]!))) return undefined;
  // Origins in the schemas of the former state refer to its own objects.
  for (const [i, read] of former.statements.entries()) moveTo(read, statements[i]!);
  return { statements: former.statements, runs: former.runs, after: { schema: former.exit, changed: former.changed } };
}

function isSame(a: PatchedSchema, b: PatchedSchema): boolean {
  return a.base === b.base && a.patch === b.patch;
}
