/** One option of a command. */
export type Option =
  | { readonly kind: 'flag'; readonly description: string }
  /** The first value is the default. */
  | { readonly kind: 'choice'; readonly values: readonly [string, ...string[]]; readonly description: string }
  | { readonly kind: 'text'; readonly placeholder: string; readonly values?: readonly string[]; readonly description: string }
  /** The id of an engine or of a tool. `completed` makes a text with values of it. */
  | { readonly kind: 'listed'; readonly of: 'engines' | 'tools'; readonly placeholder: string; readonly description: string }
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
  /** Whether these arguments ask a question: the command then writes nothing, and its answer can be kept. Absent: they never do. */
  isQuestion?(given: Given<T>): boolean;
}
/** A command without the types of its options, for lists of commands. */
export type AnyCommand = Command;

/** The option of commands whose answers are kept. */
export const NO_CACHE = { kind: 'flag', description: 'Work everything out anew, and keep nothing for the next time.' } as const;

/** Keeps the types of the options. */
export function defineCommand<const T extends Options>(command: Command<T>): Command<T> {
  return command;
}

/** Whether a command is complete only with what can be listed once the work is loaded: see `completed`. */
export function isIncomplete({ options, details }: AnyCommand): boolean {
  return details.includes(ENGINES) || Object.values(options).some(({ kind }) => kind === 'listed');
}

/** The command with the values of its options that are listed, and with the names of the engines in its details. */
export function completed(command: AnyCommand, { engines, tools }: Listed): AnyCommand {
  const values = { engines: engines.map(({ id }) => id), tools };
  const options = Object.entries(command.options).map(([name, option]): readonly [string, Option] => [
    name,
    option.kind === 'listed' ? { ...option, kind: 'text', values: values[option.of] } : option,
  ]);
  const details = command.details.replaceAll(ENGINES, alternatives(engines.map(({ name }) => name)));
  return { ...command, options: Object.fromEntries(options), details };
}

/** What there is to choose from. */
export interface Listed {
  /** Engines whose SQL can be read. */
  readonly engines: readonly { readonly id: string; readonly name: string }[];
  /** Ids of the tools, sorted. */
  readonly tools: readonly string[];
}

const ENGINES = '{engines}';

function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
