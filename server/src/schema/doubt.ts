import { fits, isWhole } from '../text/partialText';
import type { Gap } from './model/gap';

/** True when a gap may hide an object of this name, or one that belongs to a table of this name. */
export function mayTouch({ mayTouch: names }: Gap, name: string): boolean {
  return names === undefined || names.has(name) || [...names].some((partial) => !isWhole(partial) && fits(partial, name));
}
