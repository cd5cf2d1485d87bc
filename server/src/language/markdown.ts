import type { Origin } from '../schema/model/object';

/** Markdown with places in it. The caller turns the places into links. */
export type Paragraph = readonly (string | Origin)[];

/** Escapes text from a migration, so that it neither reads as markup nor becomes a link. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>&~:@]/g, (character) => `\\${character}`);
}

/** A name as a code span. A backtick inside the name needs a longer fence around it (CommonMark, 6.1). */
export function code(name: string): string {
  const longest = Math.max(0, ...[...name.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${name}${pad}${fence}`;
}

/** A fenced block of SQL. The fence is longer than any run of backticks in the text. */
export function sqlBlock(sql: string): string {
  const longest = Math.max(2, ...[...sql.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sql\n${sql}\n${fence}`;
}
