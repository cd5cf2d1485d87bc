import type { AnyCommand, Option } from './command';

/** What `migration-lens --help` prints. */
export function generalHelp(commands: readonly AnyCommand[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Reads SQL migrations without a database: lints them, shows the schema that they make, writes DATABASE.md.

Usage
  migration-lens COMMAND [options]

Commands
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}
  ${'help'.padEnd(width)}  Explain a command: migration-lens help COMMAND

Options
  --help     Show this, or behind a command the help of that command.
  --version  Show the version.

Where a path may be given, it is a folder that holds migrations somewhere below it; the current folder when there
is none. What a project wants to be different is written into migration-lens.json at its top.

Exit codes
  0  all is well
  1  findings of severity error or warning, or a document that is out of date
  2  the command cannot be carried out as it was given: an unknown option or path, no migrations
  3  an internal error, or a file that cannot be written
`;
}

/** What `migration-lens help COMMAND` prints. */
export function commandHelp({ name, summary, words, options, details }: AnyCommand): string {
  const usage = [`migration-lens ${name}`, ...(words.usage === '' ? [] : [words.usage]), ...Object.entries(options).map(shortForm)];
  const listed = Object.entries(options).map(([option, spec]) => [longForm(option, spec), describe(spec)] as const);
  const width = Math.max(0, ...listed.map(([form]) => form.length));
  return [
    summary,
    `Usage\n${wrapped(usage)}`,
    ...(listed.length === 0 ? [] : [`Options\n${listed.map(([form, text]) => `  ${form.padEnd(width)}  ${text}`).join('\n')}`]),
    details.trim(),
  ]
    .join('\n\n')
    .concat('\n');
}

function shortForm([name, option]: readonly [string, Option]): string {
  return `[${option.kind === 'choice' ? `--${name} ${option.values.join('|')}` : longForm(name, option)}]`;
}

function longForm(name: string, option: Option): string {
  switch (option.kind) {
    case 'flag':
      return `--${name}`;
    case 'choice':
      return `--${name} ${name.toUpperCase()}`;
    default:
      return `--${name} ${option.placeholder}`;
  }
}

function describe(option: Option): string {
  if (option.kind === 'choice') return `${option.description} One of ${option.values.join(', ')}; ${option.values[0]} unless said.`;
  const known = option.kind === 'text' ? option.values : undefined;
  return known === undefined ? option.description : `${option.description} One of ${known.join(', ')}.`;
}

/** Words of the usage line, wrapped where they pass column 100. */
function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  let line = ' ';
  for (const word of words) {
    if (line.length + word.length >= 100) {
      lines.push(line);
      line = '     ';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}
