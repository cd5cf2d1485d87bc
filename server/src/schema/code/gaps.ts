import type { Hidden } from '../../code/catalogView';
import type { Gap, GapKind } from '../model/gap';
import type { Origin } from '../model/object';
import type { Schema } from '../model/schema';
import { isHarmless, type Touch } from './touch';

/** The schema with a gap for code that cannot be followed. Gaps of one place become one. */
export function noted(schema: Schema, touch: Touch, hidden: Hidden, origin: Origin): Schema {
  if (isHarmless(touch)) return schema;
  const known = schema.gaps.find((gap) => gap.hidden !== undefined && samePlace(gap.origin, origin));
  const mayTouch = united(known === undefined ? new Set<string>() : known.mayTouch, touch.names);
  const kinds = united(known === undefined ? new Set<GapKind>() : known.kinds, touch.kinds);
  const gap: Gap = {
    origin,
    reason: 'do-block',
    hidden: known?.hidden ?? hidden,
    ...(mayTouch === undefined ? {} : { mayTouch }),
    ...(kinds === undefined ? {} : { kinds }),
  };
  return { ...schema, gaps: [...schema.gaps.filter((other) => other !== known), gap] };
}

/** Undefined means anything, so a union with it is undefined. */
function united<T>(before: ReadonlySet<T> | undefined, added: readonly T[] | undefined): ReadonlySet<T> | undefined {
  return before === undefined || added === undefined ? undefined : new Set([...before, ...added]);
}

function samePlace(a: Origin, b: Origin): boolean {
  return a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end;
}
