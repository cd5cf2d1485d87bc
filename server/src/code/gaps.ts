import type { Gap, GapKind, Hidden } from '../schema/model/gap';
import type { Origin } from '../schema/model/object';
import type { Span } from '../text/span';
import type { Run } from './run';
import { isHarmless, type Touch } from './touch';

/** From here on the schema may lack what code does that nobody can follow. One place is noted once. */
export function note(run: Run, touch: Touch, hidden: Hidden, span: Span): void {
  if (isHarmless(touch)) return;
  const origin = run.context.at(run.caller ?? span);
  const known = run.schema.gaps.find((gap) => gap.hidden !== undefined && samePlace(gap.origin, origin));
  const mayTouch = united(known === undefined ? new Set<string>() : known.mayTouch, touch.names);
  const kinds = united(known === undefined ? new Set<GapKind>() : known.kinds, touch.kinds);
  const gap: Gap = {
    origin,
    reason: 'do-block',
    hidden: known?.hidden ?? hidden,
    ...(mayTouch === undefined ? {} : { mayTouch }),
    ...(kinds === undefined ? {} : { kinds }),
  };
  run.schema = { ...run.schema, gaps: [...run.schema.gaps.filter((other) => other !== known), gap] };
}

/** Both together; undefined, which means anything, when either is. */
function united<T>(before: ReadonlySet<T> | undefined, added: readonly T[] | undefined): ReadonlySet<T> | undefined {
  return before === undefined || added === undefined ? undefined : new Set([...before, ...added]);
}

function samePlace(a: Origin, b: Origin): boolean {
  return a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end;
}
