/** Where a command runs and prints. */
export interface Terminal {
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** Whether the output may contain colour codes. */
  readonly colour: boolean;
  /** Prints to the standard output: the answer. */
  out(text: string): void;
  /** Prints to the standard error output: warnings, progress, errors. */
  err(text: string): void;
}
