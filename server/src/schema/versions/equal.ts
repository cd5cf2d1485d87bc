/**
 * True when two values of the model are equal. Plain data is compared by content. Instances of classes refer to something outside of the
 * model, such as a place in a file, so their fields are compared by identity.
 */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a)) return hasEqualItems(a, b as unknown[]);
  if (a instanceof Map) return hasEqualItems([...a], [...(b as typeof a)]);
  if (a instanceof Set) return hasEqualItems([...a], [...(b as typeof a)]);
  const isSame = Object.getPrototypeOf(a) === Object.prototype ? isEqual : Object.is;
  const [inA, inB] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  const keys = Object.keys(inA);
  return keys.length === Object.keys(inB).length && keys.every((key) => Object.hasOwn(inB, key) && isSame(inA[key], inB[key]));
}

/** True when the items are equal and in the same order. */
function hasEqualItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => isEqual(item, b[i]));
}
