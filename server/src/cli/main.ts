import { version } from '../../../package.json';
import { oneOf, readArguments } from './arguments';
import { type AnyCommand, withEngines } from './command';
import { commands } from './commands';
import { CommandFailure, EXIT, type ExitCode, Misuse } from './exit';
import { commandHelp, generalHelp } from './help';
import type { Terminal } from './terminal';

/** Runs one command line, given without the name of the program. Never throws. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    const isExpected = error instanceof Misuse || error instanceof CommandFailure;
    const words = isExpected ? error.message : `internal error: ${error instanceof Error ? error.stack : String(error)}`;
    terminal.err(`migration-lens: ${words}\n`);
    return error instanceof Misuse ? EXIT.misuse : EXIT.failure;
  }
}

async function dispatch([first, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (first === undefined) {
    terminal.err(generalHelp(commands));
    return EXIT.misuse;
  }
  if (isHelp(first) || first === 'help') return help(rest[0], terminal);
  if (first === '--version') return answer(terminal, `${version}\n`);
  if (first.startsWith('-')) throw new Misuse(`The name of a command comes first; ‘${first}’ is none. See \`migration-lens --help\`.`);
  const command = findCommand(first, terminal);
  const options = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length);
  return options.some(isHelp) ? help(first, terminal) : command.run(readArguments(command, rest), terminal);
}

function help(name: string | undefined, terminal: Terminal): ExitCode {
  if (name === undefined) return answer(terminal, generalHelp(commands));
  return answer(terminal, commandHelp(findCommand(name, terminal)));
}

function findCommand(name: string, { engines }: Terminal): AnyCommand {
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) throw unknownCommand(name);
  return withEngines(command, engines);
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function answer(terminal: Terminal, text: string): ExitCode {
  terminal.out(text);
  return EXIT.clean;
}

function unknownCommand(written: string): Misuse {
  const known = [...commands.map(({ name }) => name), 'help'];
  return new Misuse(`${oneOf('There is no command', written, known)} See \`migration-lens --help\`.`);
}
