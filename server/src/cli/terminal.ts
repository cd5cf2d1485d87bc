import type { EngineDescription } from '../schema/model/schema';
import type { EngineSigns } from '../sql/signs';

/** The environment of a command: what it may read, and where it prints. */
export interface Terminal {
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** Whether the output may contain colour codes. */
  readonly colour: boolean;
  /** Prints to the standard output: the answer. */
  out(text: string): void;
  /** Prints to the standard error output: warnings, progress, errors. */
  err(text: string): void;
  /** Loaded only when needed, so that `--help` does not wait for them. */
  readonly engines: readonly EngineDescription[];
  /** Databases that are recognised and cannot be read. */
  readonly otherDatabases: readonly EngineSigns[];
}
