import type { Span } from '../../text/span';
import type { GapKind } from '../model/gap';
import type { Origin } from '../model/object';
import type { Schema } from '../model/schema';
import type { Problem } from '../problem';
import { mayTouch } from '../queries';

/** What a family of changes needs besides the schema. */
export interface Context {
  /** Where a span of the change stands in the migrations. */
  at(span: Span): Origin;
  report(problem: Problem): void;
  /** The change does not take place, and neither do those that are part of it: IF NOT EXISTS found what it looks for. */
  skip(): void;
}

/** Says that PostgreSQL refuses a change; the schema stays as it is. */
export function refuse(schema: Schema, context: Context, span: Span, condition: string): Schema {
  context.report({ kind: 'refused', span, condition });
  return schema;
}

/** True when something unreadable before this may have made or removed an object of this kind and name: then its absence proves nothing. */
export function isUnsure(schema: Schema, name: string, kind: GapKind): boolean {
  return schema.gaps.some((gap) => (gap.kinds === undefined || gap.kinds.has(kind)) && mayTouch(gap, name));
}
