import { version } from '../../../package.json';
import { realDisk } from '../disk/disk';
import type { Cache } from '../disk/store';
import { type Answer, answersIn, keeping } from './answers';
import { oneOf, readArguments } from './arguments';
import { type AnyCommand, completed, isIncomplete } from './command';
import { commands } from './commands';
import { EXIT, type ExitCode, exitCodeOf, Misuse } from './exit';
import { commandHelp, generalHelp } from './help';
import type { Terminal } from './terminal';
import type { Work } from './work';

/** The parts of the program that a command line may need. */
export interface Program {
  /** Loads what the commands do. Called at most once, and not for help. */
  loadWork(): Promise<Work>;
  /** What earlier runs kept; undefined where nothing can be kept. */
  readonly cache: Cache | undefined;
}

/** Runs one command line, given without the name of the program. Never throws. */
export async function main(args: readonly string[], terminal: Terminal, { loadWork, cache: given }: Program): Promise<ExitCode> {
  try {
    const cache = args.includes('--no-cache') ? undefined : given;
    const known = cache && answersIn(cache).find(args, terminal);
    return known === undefined ? await dispatch(args, terminal, { loadWork, cache }) : repeat(known, terminal);
  } catch (error) {
    const { code, isExpected } = exitCodeOf(error);
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    terminal.err(`migration-lens: ${isExpected ? message : `internal error: ${stack}`}\n`);
    return code;
  }
}

function repeat({ printed, code }: Answer, terminal: Terminal): ExitCode {
  for (const [stream, text] of printed) terminal[stream](text);
  return code;
}

async function dispatch(args: readonly string[], terminal: Terminal, { loadWork, cache }: Program): Promise<ExitCode> {
  const [first, ...rest] = args;
  if (first === undefined) {
    terminal.err(generalHelp(commands));
    return EXIT.misuse;
  }
  if (isHelp(first) || first === 'help') return help(rest[0], terminal, loadWork);
  if (first === '--version') return print(terminal, `${version}\n`);
  if (first.startsWith('-')) throw new Misuse(`The name of a command comes first; ‘${first}’ is none. See \`migration-lens --help\`.`);
  const found = findCommand(first);
  const options = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length);
  if (options.some(isHelp)) return help(first, terminal, loadWork);
  const work = await loadWork();
  const command = completed(found, work);
  const given = readArguments(command, rest);
  if (cache === undefined || command.isQuestion?.(given) !== true) return work.run(first, given, terminal, { disk: realDisk, cache });
  return keeping(answersIn(cache), args, terminal, (listened, disk) => work.run(first, given, listened, { disk, cache }));
}

async function help(name: string | undefined, terminal: Terminal, loadWork: Program['loadWork']): Promise<ExitCode> {
  if (name === undefined) return print(terminal, generalHelp(commands));
  const command = findCommand(name);
  return print(terminal, commandHelp(isIncomplete(command) ? completed(command, await loadWork()) : command));
}

function findCommand(name: string): AnyCommand {
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) throw unknownCommand(name);
  return command;
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function print(terminal: Terminal, text: string): ExitCode {
  terminal.out(text);
  return EXIT.clean;
}

function unknownCommand(written: string): Misuse {
  const known = [...commands.map(({ name }) => name), 'help'];
  return new Misuse(`${oneOf('There is no command', written, known)} See \`migration-lens --help\`.`);
}
