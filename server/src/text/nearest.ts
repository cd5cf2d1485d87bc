import { distance } from 'fastest-levenshtein';

/**
 * The candidate that was probably meant: it differs in letter case alone, or by two fifths of its letters at most.
 * Undefined when nothing is that near.
 */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  return nearestAll(written, candidates)[0];
}

/** All candidates that may have been meant, the nearest first, those that are equally near in the order given. */
export function nearestAll(written: string, candidates: readonly string[]): readonly string[] {
  const wanted = written.toLowerCase();
  const farthest = (name: string): number => Math.max(1, Math.round(0.4 * Math.max(name.length, written.length)));
  return [...new Set(candidates)]
    .filter((name) => name !== written && Math.abs(name.length - written.length) <= farthest(name))
    .map((name) => ({ name, away: distance(wanted, name.toLowerCase()) }))
    .filter(({ name, away }) => away <= farthest(name))
    .sort((a, b) => a.away - b.away)
    .map(({ name }) => name);
}
