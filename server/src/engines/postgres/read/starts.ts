/** First words of statements that migrations hold, as alternatives of a regular expression. */
export const statementStarts = [
  'create|alter|drop|comment\\s+on|truncate|grant|revoke',
  'insert\\s+into|update\\s+\\S+\\s+set|delete\\s+from|select|with',
  'begin|commit|set|do\\s+\\$',
].join('|');

/** True of COPY … FROM stdin, and of a few statements more: the lexer looks closer. */
export function precedesData(statement: string): boolean {
  return /^copy\b.*\bstdin\b/is.test(statement);
}

/**
 * True of commands of psql after which the schema may hold more than the script shows: `\i` and `\ir` run another file, `\gexec` runs the
 * results of a query, and `\if` decides at run time.
 */
export function hidesChanges(metaCommand: string): boolean {
  return /^\\(?:i|ir|include|include_relative|gexec|if|elif|else)\b/.test(metaCommand);
}
