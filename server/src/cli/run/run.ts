import type { Command, Given, Options } from '../command';
import type { ExitCode } from '../exit';
import type { Session } from './session';

/** What a command does. Throws a Misuse or a CommandFailure. */
export type Run = (given: Given, session: Session) => Promise<ExitCode>;

/** The run of a command, typed by its options. `readArguments` has checked the arguments against this very command. */
export function runOf<T extends Options>(_: Command<T>, run: (given: Given<T>, session: Session) => Promise<ExitCode>): Run {
  return run as unknown as Run;
}
