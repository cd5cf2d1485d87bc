import type { Span } from '../../server/src/text/span';

/** The same value with each span one further and, with `renames`, each name `x` as `x!`: by reflection, as a second opinion. */
export function moved(value: unknown, renames = true): unknown {
  if (Array.isArray(value)) return value.map((each) => moved(each, renames));
  if (typeof value !== 'object' || value === null) return value;
  if (isSpan(value)) return { start: value.start + 1, end: value.end + 1 };
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, key === 'path' && renames ? [`${(child as string[])[0]}!`] : moved(child, renames)]),
  );
}

function isSpan(value: object): value is Span {
  return Object.keys(value).length === 2 && 'start' in value && 'end' in value;
}
