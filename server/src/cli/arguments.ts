import { parseArgs } from 'node:util';
import { nearest } from '../text/nearest';
import type { AnyCommand, Given, Option, Options } from './command';
import { Misuse } from './exit';

/** Parses the arguments of a command. Throws a Misuse that names the mistake and the probable intention. */
export function readArguments(command: AnyCommand, args: readonly string[]): Given {
  const { options } = command;
  const { tokens } = parseArgs({ args: [...args], options: nodeOptions(options), allowPositionals: true, strict: false, tokens: true });
  const words: string[] = [];
  const values: Record<string, unknown> = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, absent(option)]));
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw unknownOption(command, token.rawName);
    // Node.js reads `--format --fix` as a format called `--fix`.
    const isNext = token.inlineValue === false && token.value?.startsWith('-') === true;
    values[token.name] = parsedValue(token.rawName, option, isNext ? undefined : token.value);
  }
  checkCount(command, words);
  return { words, options: values as Given['options'] };
}

function nodeOptions(options: Options): Record<string, { readonly type: 'boolean' | 'string' }> {
  return Object.fromEntries(Object.entries(options).map(([name, { kind }]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' }]));
}

function absent(option: Option): unknown {
  return option.kind === 'flag' ? false : option.kind === 'choice' ? option.values[0] : undefined;
}

function parsedValue(name: string, option: Option, value: string | undefined): unknown {
  if (option.kind === 'flag') {
    if (value !== undefined) throw new Misuse(`${name} takes no value.`);
    return true;
  }
  if (value === undefined || value === '') throw new Misuse(`${name} needs a value${wanted(option)}.`);
  const known = option.kind === 'number' || option.kind === 'listed' ? undefined : option.values;
  if (known?.includes(value) === false) throw new Misuse(oneOf(`${name} knows no`, value, known));
  if (option.kind === 'number') {
    if (!/^\d{1,6}$/.test(value)) throw new Misuse(`${name} needs a whole number, not ‘${value}’.`);
    return Number(value);
  }
  return value;
}

function wanted(option: Option): string {
  if (option.kind === 'choice') return `: ${option.values.join(', ')}`;
  return option.kind === 'flag' ? '' : `: ${option.placeholder}`;
}

/** `--format knows no ‘jsn’. Did you mean json?`, or a list of all values when none is similar. */
export function oneOf(lead: string, written: string, known: readonly string[]): string {
  const meant = nearest(written, known);
  return `${lead} ‘${written}’. ${meant === undefined ? `There is ${known.join(', ')}.` : `Did you mean ${meant}?`}`;
}

function unknownOption(command: AnyCommand, written: string): Misuse {
  const known = [...Object.keys(command.options), 'help'].map((name) => `--${name}`);
  return new Misuse(`${oneOf(`\`${command.name}\` has no option`, written, known)} See \`migration-lens help ${command.name}\`.`);
}

function checkCount({ name, words: { usage, least, most } }: AnyCommand, words: readonly string[]): void {
  if (words.length < least) throw new Misuse(`\`${name}\` needs ${usage}. See \`migration-lens help ${name}\`.`);
  if (words.length <= most) return;
  const surplus = words.slice(most).map((word) => `‘${word}’`);
  throw new Misuse(`\`${name}\` takes ${most === 0 ? 'options alone' : `one ${usage}`}; there is no use for ${surplus.join(', ')}.`);
}
