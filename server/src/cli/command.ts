import type { ExitCode } from './exit';
import type { Terminal } from './terminal';

/** One option of a command. */
export type Option =
  | { readonly kind: 'flag'; readonly description: string }
  /** The first value is the one that holds when the option is not given. */
  | { readonly kind: 'choice'; readonly values: readonly [string, ...string[]]; readonly description: string }
  | { readonly kind: 'text'; readonly placeholder: string; readonly values?: readonly string[]; readonly description: string }
  | { readonly kind: 'number'; readonly placeholder: string; readonly description: string };
export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends { readonly kind: 'flag' }
  ? boolean
  : O extends { readonly kind: 'choice'; readonly values: readonly (infer V)[] }
    ? V
    : O extends { readonly kind: 'number' }
      ? number | undefined
      : string | undefined;

/** What was given to a command, checked against what it takes. */
export interface Given<T extends Options = Options> {
  /** What is no option: paths, names of rules. */
  readonly words: readonly string[];
  readonly options: { readonly [K in keyof T]: ValueOf<T[K]> };
}

export interface Command<T extends Options = Options> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it takes besides options, as help shows it, and how many of them. */
  readonly words: { readonly usage: string; readonly least: number; readonly most: number };
  readonly options: T;
  /** Paragraphs of its help. */
  readonly details: string;
  run(given: Given<T>, terminal: Terminal): Promise<ExitCode>;
}
/** A command whose option types are forgotten: what a list of commands holds. */
export type AnyCommand = Command;

export function defineCommand<const T extends Options>(command: Command<T>): AnyCommand {
  return command as unknown as AnyCommand;
}
