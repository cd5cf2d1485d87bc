import type { ExitCode } from './exit';
import type { Terminal } from './terminal';

/** One option of a command. */
export type Option =
  | { readonly kind: 'flag'; readonly description: string }
  /** The first value is the default. */
  | { readonly kind: 'choice'; readonly values: readonly [string, ...string[]]; readonly description: string }
  | { readonly kind: 'text'; readonly placeholder: string; readonly values?: readonly string[]; readonly description: string }
  /** The id of an engine; main.ts makes a text with values of it, because only the terminal knows the engines. */
  | { readonly kind: 'engine'; readonly placeholder: string; readonly description: string }
  | { readonly kind: 'number'; readonly placeholder: string; readonly description: string };
export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends { readonly kind: 'flag' }
  ? boolean
  : O extends { readonly kind: 'choice'; readonly values: readonly (infer V)[] }
    ? V
    : O extends { readonly kind: 'number' }
      ? number | undefined
      : string | undefined;

/** The arguments of a command, checked against its definition. */
export interface Given<T extends Options = Options> {
  /** Positional arguments: paths, ids of rules. */
  readonly words: readonly string[];
  readonly options: { readonly [K in keyof T]: ValueOf<T[K]> };
}

export interface Command<T extends Options = Options> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Positional arguments: how help shows them, and how many are allowed. */
  readonly words: { readonly usage: string; readonly least: number; readonly most: number };
  readonly options: T;
  /** The paragraphs of the command's help. `{engines}` stands for the engines that can be read: `PostgreSQL or SQLite`. */
  readonly details: string;
  run(given: Given<T>, terminal: Terminal): Promise<ExitCode>;
}
/** A command without the types of its options, for lists of commands. */
export type AnyCommand = Command;

export function defineCommand<const T extends Options>(command: Command<T>): AnyCommand {
  return command as unknown as AnyCommand;
}

/** The command with these engines: their ids as the values of its options that ask for one, their names in its details. */
export function withEngines(command: AnyCommand, engines: Terminal['engines']): AnyCommand {
  const values = engines.map(({ id }) => id);
  const options = Object.entries(command.options).map(([name, option]): readonly [string, Option] => [
    name,
    option.kind === 'engine' ? { ...option, kind: 'text', values } : option,
  ]);
  const details = command.details.replaceAll('{engines}', alternatives(engines.map(({ name }) => name)));
  return { ...command, options: Object.fromEntries(options), details };
}

function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
