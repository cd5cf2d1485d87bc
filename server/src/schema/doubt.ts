import { fits, isWhole } from '../text/partialText';
import type { Gap } from './model/gap';

/** True when a gap may hide an object of this name, or one that belongs to a table of this name. */
export function mayTouch({ mayTouch: names }: Gap, name: string): boolean {
  return names === undefined || names.has(name) || partialNames(names).some((partial) => fits(partial, name));
}

function partialNames(names: ReadonlySet<string>): readonly string[] {
  const before = known.get(names);
  if (before !== undefined) return before;
  const found = [...names].filter((name) => !isWhole(name));
  known.set(names, found);
  return found;
}

/** Cached, because thousands of tables are compared with the same few gaps. */
const known = new WeakMap<ReadonlySet<string>, readonly string[]>();
