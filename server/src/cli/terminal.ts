import type { EngineDescription } from '../schema/model/schema';

/** Where a command runs: what it may read of its surroundings, and where its words go. */
export interface Terminal {
  /** Absolute path of the folder that the command was started in. */
  readonly cwd: string;
  /** Whether the output may hold colours. */
  readonly colour: boolean;
  /** The answer. */
  out(text: string): void;
  /** What is to be said about the answer: warnings, progress, errors. */
  err(text: string): void;
  /** Loaded when they are needed: `--help` shall not wait for them. */
  readonly engines: readonly EngineDescription[];
}
