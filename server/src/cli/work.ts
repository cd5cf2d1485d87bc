import type { Disk } from '../disk/disk';
import type { Cache } from '../disk/store';
import type { Given, Listed } from './command';
import type { ExitCode } from './exit';
import type { Terminal } from './terminal';

/**
 * What the commands do, apart from what they are called and which options they have. It is loaded only when a command runs: it holds
 * nearly all of the program.
 */
export interface Work extends Listed {
  /** Runs the command of this name. Rejects with a Misuse or a CommandFailure. */
  run(command: string, given: Given, terminal: Terminal, surroundings: Surroundings): Promise<ExitCode>;
}

export interface Surroundings {
  /** All reading goes through it, so that the answer of a command can be kept for as long as the disk is the same. */
  readonly disk: Disk;
  /** Undefined when nothing shall be kept. */
  readonly cache: Cache | undefined;
}
