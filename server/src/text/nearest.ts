import { distance } from 'fastest-levenshtein';

/** The candidate that is most similar to a misspelt name. Undefined when none is similar enough; see `nearestAll`. */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  return nearestAll(written, candidates)[0];
}

/**
 * The candidates that differ from a name by at most two fifths of the letters, ignoring case: the most similar first, equally similar
 * ones in the given order. A candidate that equals the name is left out.
 */
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
