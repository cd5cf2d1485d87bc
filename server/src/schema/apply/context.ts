import type { Span } from '../../text/span';
import { mayTouch } from '../doubt';
import type { Gap, GapKind } from '../model/gap';
import type { Origin } from '../model/object';
import type { Problem, RefusedCondition } from '../problem';

/** What applying a change needs besides the schema. */
export interface Context {
  /** Where a span of the change stands in the migrations. */
  at(span: Span): Origin;
  report(problem: Problem): void;
  /** Says that the change does not take place, so that the changes that are part of it are left out as well. */
  skip(): void;
}

/** Reports that the server refuses a change. Returns the schema as it is. */
export function refuse<S>(schema: S, context: Context, span: Span, condition: RefusedCondition): S {
  context.report({ kind: 'refused', span, condition });
  return schema;
}

/** True when a gap may have made or removed an object of this kind and name: its absence then proves nothing. */
export function isUnsure({ gaps }: { readonly gaps: readonly Gap[] }, name: string, kind: GapKind): boolean {
  return gaps.some((gap) => (gap.kinds === undefined || gap.kinds.has(kind)) && mayTouch(gap, name));
}
