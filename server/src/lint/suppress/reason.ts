import type { Lexer } from '../../sql/dialect';

/** The first comment of a script that gives a reason; undefined when there is none. Templates, markers, TODOs and commented-out SQL are no reasons. */
export function reasonIn(script: string, { tokenize }: Lexer): string | undefined {
  return tokenize(script)
    .filter(({ kind }) => kind === 'lineComment' || kind === 'blockComment')
    .map(({ start, end }) => words(script.slice(start, end)))
    .find((comment) => /\p{L}{2}/u.test(comment) && !NO_REASON.some((pattern) => pattern.test(comment)));
}

function words(comment: string): string {
  return comment
    .replace(/^(?:--+|\/\*+)/, '')
    .replace(/\*+\/$/, '')
    .trim();
}

const NO_REASON: readonly RegExp[] = [
  // Markers of the tools, and comments to this linter.
  /^(?:\/\/\s*)?[+@!]|^(?:migrate|migration-lens|tern|transactional|depends):/i,
  /^(?:todo|fixme|xxx)\b/i,
  // Written into a new file by sqlx, diesel, tern, MyBatis and others.
  /^then delete the separator line above/i,
  /\bgoes here\b/i,
  /^(?:add|write|put|insert)\b.*\b(?:down|rollback|revert|undo)\b.*\bhere\b/i,
  /^this file should undo anything in/i,
  /^(?:down|rollback|undo|revert)(?: migration| script| sql)?\W*$/i,
  // Commented-out SQL.
  /^(?:alter|comment on|create|delete|drop|grant|insert|revoke|select|truncate|update)\b.*;\s*$/is,
];
