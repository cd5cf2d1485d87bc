/** What the exit code of the command line says. */
export const EXIT = {
  /** All is well. */
  clean: 0,
  /** Findings of severity error or warning, or a document that is out of date. */
  findings: 1,
  /** The command cannot be carried out as it was given. */
  misuse: 2,
  /** An internal error, or a file that cannot be written. */
  failure: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command cannot be carried out as it was given. The message is for the person who gave it, without a stack trace. */
export class Misuse extends Error {}

/** The surroundings did not let the command do its work. The message is for people, without a stack trace. */
export class CommandFailure extends Error {}
