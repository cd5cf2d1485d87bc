/** Measurements of one contestant in milliseconds, in the order in which they were made. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

/** Prints the median and the 95th percentile of each contestant, and the ratios of the first's to the second's. */
export function printQuantiles(title: string, all: readonly Series[], notes: readonly string[] = []): void {
  console.log(`\n${title}`);
  for (const [i, one] of all.entries()) {
    const figures = [0.5, 0.95].map((share) => `p${share * 100} ${quantile(one.values, share).toFixed(1).padStart(8)} ms`);
    console.log(`  ${one.name.padEnd(NAME)}${figures.join('  ')}${notes[i] === undefined ? '' : `  ${notes[i]}`}`);
  }
  const [own, peer] = all;
  if (own === undefined || peer === undefined) return;
  const ratio = (a: number, b: number): string => (quantile(own.values, a) / quantile(peer.values, b)).toFixed(2);
  console.log(`  ${'ratio'.padEnd(NAME)}p50 : p50 ${ratio(0.5, 0.5)}  p95 : p95 ${ratio(0.95, 0.95)}  p95 : p50 ${ratio(0.95, 0.5)}`);
}

/** Prints the median and the range of each contestant, and those of the first's ratios to the second, taken round by round. */
export function printPaired(title: string, all: readonly Series[]): void {
  console.log(`\n${title}`);
  for (const { name, values } of all) console.log(`  ${name.padEnd(NAME)}${medianAndRange(values, 0)} ms, ${values.length} rounds`);
  const [own, peer] = all;
  if (own === undefined || peer === undefined) return;
  const ratios = own.values.map((value, round) => value / peer.values[round]!);
  console.log(`  ${'ratio'.padEnd(NAME)}${medianAndRange(ratios, 2)}`);
}

const NAME = 16;

function medianAndRange(values: readonly number[], digits: number): string {
  const shown = (value: number): string => value.toFixed(digits);
  return `${shown(quantile(values, 0.5))} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
