/** The exit codes of the command line. */
export const EXIT = {
  /** No problem. */
  clean: 0,
  /** There are findings of severity error or warning, or a document is out of date. */
  findings: 1,
  /** The command line is wrong. */
  misuse: 2,
  /** An internal error, or a file could not be written. */
  failure: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line is wrong. The message is for the user and is printed without a stack trace. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** The environment prevented the command, such as a read-only file. The message is for the user and is printed without a stack trace. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

/** The code of an error. By its name, because each of the two bundles of the command line has a class of its own. */
export function exitCodeOf(error: unknown): { readonly code: ExitCode; readonly isExpected: boolean } {
  const name = error instanceof Error ? error.name : '';
  return { code: name === 'Misuse' ? EXIT.misuse : EXIT.failure, isExpected: name === 'Misuse' || name === 'CommandFailure' };
}
