import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findFiles } from '../server/src/disk/disk';
import { isSkippedFolder } from '../server/src/disk/watched';
import { print, series } from './figures';

interface Contest {
  /** Folder of the built bundles. */
  readonly bundles: string;
  readonly folder: string;
  /** Path of squawk's executable; undefined when only our command line is measured. */
  readonly squawk: string | undefined;
}

const ROUNDS = 7;

/** Measures whole processes from start to end: ours replays and lints the folder, squawk lints each of its SQL files. */
export function coldLint({ bundles, folder, squawk }: Contest): void {
  const files = findFiles(folder, { isWanted: (file) => file.endsWith('.sql'), isSkipped: isSkippedFolder });
  const own = [process.execPath, path.join(bundles, 'cli.js'), 'lint', '.'];
  const contestants = [
    { name: 'migration-lens', command: own },
    ...(squawk === undefined ? [] : [{ name: 'squawk', command: [squawk, ...files] }]),
  ];
  const times = contestants.map((): number[] => []);
  // In turns, so that other load on the machine hits all contestants alike.
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, { command }] of contestants.entries()) times[i]!.push(timeOf(command, folder));
  print(
    `Cold lint of ${files.length} files, whole processes, ${ROUNDS} rounds`,
    contestants.map(({ name }, i) => series(name, times[i]!)),
  );
}

function timeOf([command, ...args]: readonly string[], cwd: string): number {
  const start = performance.now();
  const { error } = spawnSync(command!, args, { cwd, stdio: 'ignore' });
  if (error !== undefined) throw error;
  return performance.now() - start;
}
