/** Measurements of one contestant, in milliseconds, sorted. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

function quantile({ values }: Series, share: number): number {
  return values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;
}

/** Sorts the values, which are milliseconds. */
export function series(name: string, values: readonly number[]): Series {
  return { name, values: [...values].sort((a, b) => a - b) };
}

/** Prints a line for each contestant, and the ratio of the first to the second. */
export function print(title: string, all: readonly Series[], notes: readonly string[] = []): void {
  console.log(`\n${title}`);
  for (const [i, one] of all.entries()) {
    const figures = [0.5, 0.95].map((share) => `p${share * 100} ${quantile(one, share).toFixed(1).padStart(8)} ms`);
    console.log(`  ${one.name.padEnd(16)}${figures.join('  ')}${notes[i] === undefined ? '' : `  ${notes[i]}`}`);
  }
  const [own, peer] = all;
  if (own === undefined || peer === undefined) return;
  const ratios = [0.5, 0.95].map((share) => `p${share * 100} ${(quantile(own, share) / quantile(peer, share)).toFixed(2).padStart(8)}   `);
  console.log(`  ${`${own.name} : ${peer.name}`.padEnd(16)}${ratios.join('  ')}`.trimEnd());
}
