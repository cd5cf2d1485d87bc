import type { Span } from '../../text/span';
import { mayTouch } from '../doubt';
import type { Gap, GapKind } from '../model/gap';
import type { Origin } from '../model/object';
import type { Problem, RefusedCondition } from '../problem';

/** The surroundings of a change while it is applied. */
export interface Context {
  /** The place in the migrations of a span of the change. */
  at(span: Span): Origin;
  report(problem: Problem): void;
  /** Called when the change does not take place. The changes that are part of it are then left out as well. */
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
