import type { Schema } from '../../schema/model/schema';
import { NO_PATCH, patched } from '../../schema/versions/patch';
import type { ChangedEntries } from './changed';
import type { Point, Run } from './step';

/** Where a replay stands: the schema at that point, and how it differs from the earlier state at the same point. */
export interface Cursor {
  readonly point: Point;
  readonly changed: ChangedEntries;
}

export function schemaAt({ base, patch }: Point): Schema {
  return patched(base, patch);
}

export function pointAt(base: Schema): Point {
  return { base, patch: NO_PATCH };
}

/** The point behind a statement. */
export function pointAfter({ effect, patch }: Run): Point {
  return { base: effect.after, patch };
}
