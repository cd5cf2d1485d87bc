import type { Origin } from '../schema/model/object';

/** Markdown with places in it; whoever shows it turns the places into links. */
export type Paragraph = readonly (string | Origin)[];

/** Text of a migration in Markdown: it must neither look like markup nor become a link. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>&~:@]/g, (character) => `\\${character}`);
}

/** A name as code. A backtick inside takes a longer fence around it (CommonMark, 6.1). */
export function code(name: string): string {
  const longest = Math.max(0, ...[...name.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${name}${pad}${fence}`;
}

/** A block of SQL, fenced so that nothing in it can end it. */
export function sqlBlock(sql: string): string {
  const longest = Math.max(2, ...[...sql.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sql\n${sql}\n${fence}`;
}
