import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findFiles } from '../server/src/disk/find';
import { isSkippedFolder } from '../server/src/disk/watched';
import { printPaired, type Series } from './figures';
import { phasesOf } from './phases';

interface Contest {
  /** Folder of the built bundles. */
  readonly bundles: string;
  readonly folder: string;
  /** Path of squawk's executable; undefined when only our command line is measured. */
  readonly squawk: string | undefined;
  readonly rounds: number;
}

/**
 * Measures whole processes from start to end: ours replays and lints the folder, squawk lints each of its SQL files. Ours runs with
 * nothing kept from an earlier run, then with its answer kept.
 */
export function coldLint({ bundles, folder, squawk, rounds }: Contest): void {
  const files = findFiles(folder, { isWanted: (file) => file.endsWith('.sql'), isSkipped: isSkippedFolder });
  const bundle = path.join(bundles, 'cli.js');
  const args = ['lint', '.', '--no-cache'];
  const peers = squawk === undefined ? [] : [{ name: 'squawk', command: [squawk, ...files] }];
  const ours = (...given: readonly string[]): Contestant => ({ name: 'migration-lens', command: [process.execPath, bundle, ...given] });
  printPaired(`Cold lint of ${files.length} files in ${folder}`, inTurns([ours(...args), ...peers], folder, rounds));
  printPaired('The same question again', inTurns([ours('lint', '.'), ...peers], folder, rounds));
  const phases = [...phasesOf(bundle, args, folder)].map(([phase, time]) => `${phase} ${time.toFixed(0)}`);
  console.log(`  ms of the main thread, profiled: ${phases.join(', ')}`);
}

/** What starting alone costs, beside a Node.js that does nothing. */
export function start(bundles: string, rounds: number): void {
  const bundle = path.join(bundles, 'cli.js');
  const contestants = [
    { name: '--help', command: [process.execPath, bundle, '--help'] },
    { name: 'empty Node.js', command: [process.execPath, '-e', '0'] },
  ];
  printPaired('Start', inTurns(contestants, bundles, rounds));
}

interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
}

/** In turns, so that other load on the machine hits all contestants alike. A first round is not counted: it fills the caches of the disk. */
function inTurns(contestants: readonly Contestant[], cwd: string, rounds: number): readonly Series[] {
  const times = contestants.map((): number[] => []);
  for (let round = -1; round < rounds; round++)
    for (const [i, { command }] of contestants.entries()) {
      const time = timeOf(command, cwd);
      if (round >= 0) times[i]!.push(time);
    }
  return contestants.map(({ name }, i) => ({ name, values: times[i]! }));
}

function timeOf([command, ...args]: readonly string[], cwd: string): number {
  const start = performance.now();
  const { error } = spawnSync(command!, args, { cwd, stdio: 'ignore' });
  if (error !== undefined) throw error;
  return performance.now() - start;
}
