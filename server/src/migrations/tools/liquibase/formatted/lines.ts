import { type Line, trimmed } from '../../../layout/lines';
import type { LayoutProblem } from '../../../unit';

/** A directive on a line. Lines without one are SQL. */
export type LineDirective =
  | { readonly kind: 'changeSet'; readonly author: string; readonly id: string }
  | { readonly kind: 'rollback'; readonly start: number }
  | { readonly kind: 'rollbackBlock' }
  | {
      readonly kind: 'property';
      readonly name: string;
      readonly value: string;
      readonly dbms: string | undefined;
      readonly isGlobal: boolean;
    }
  | { readonly kind: 'preconditions'; readonly onFail: string | undefined }
  | { readonly kind: 'precondition'; readonly name: string; readonly body: string }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'ignoreLines'; readonly count: string };

export type Trap = Pick<LayoutProblem, 'span' | 'message'>;

const HEADER = /^\s*--\s*liquibase\s*formatted/i;

/** Whether an SQL file is a changelog: its first line that is not blank says so. */
export function isFormatted(text: string): boolean {
  return HEADER.test(/^\s*[^\n]*/.exec(text.replace(/^\uFEFF/, ''))![0]);
}

/** The patterns of AbstractFormattedChangeLogParser. Each has to match a whole line. */
export function directiveOf(line: Line): LineDirective | undefined {
  const { text } = line;
  if (!/^\s*(?:--|\/\*)/.test(text)) return undefined;
  const property = /^\s*--\s*property\s+.*:.*\s+.*:.*$/i.test(text);
  if (property) return propertyOf(text);
  const changeSet = /^\s*--\s*changeset\s+("[^"]+"|[^:]+):("[^"]+"|\S+)/i.exec(text);
  if (changeSet !== null) return { kind: 'changeSet', author: unquoted(changeSet[1]!), id: unquoted(changeSet[2]!) };
  const rollback = /^\s*--\s*rollback /i.exec(text);
  if (rollback !== null) return { kind: 'rollback', start: line.start + rollback[0].length };
  if (/^\s*\/\*\s*liquibase\s*rollback\s*$/i.test(text)) return { kind: 'rollbackBlock' };
  const precondition = /^\s*--\s*precondition-([a-z0-9-]+) (.*)$/i.exec(text);
  if (precondition !== null) return { kind: 'precondition', name: precondition[1]!.toLowerCase(), body: precondition[2]!.trim() };
  if (/^\s*--\s*preconditions/i.test(text)) return { kind: 'preconditions', onFail: attribute(text, 'onFail') };
  const comment = /^--\s*comment:? (.*)$/i.exec(text);
  if (comment !== null) return { kind: 'comment', text: comment[1]!.trim() };
  const ignored = /^--\s*ignoreLines:(\w+)$/i.exec(text);
  return ignored === null ? undefined : { kind: 'ignoreLines', count: ignored[1]! };
}

/** A line that is meant as a directive but that Liquibase ignores or refuses. */
export function trapOf(line: Line): Trap | undefined {
  const { text } = line;
  const span = trimmed(line);
  const trap = (message: string): Trap => ({ span, message });
  if (/^\s*--\s*rollback\s*:/i.test(text))
    return trap('Liquibase takes this for a comment: it wants a blank behind “--rollback”, and no colon.');
  if (/^\s*--\s*rollback\s*$/i.test(text))
    return trap(
      'Liquibase takes this for a comment: the SQL of a rollback has to stand on the same line, and each further line needs a “--rollback” of its own.',
    );
  if (/^\s*--\s*changeset\b/i.test(text) && directiveOf(line)?.kind !== 'changeSet')
    return trap('Liquibase refuses this line: it wants “--changeset author:id”, without a blank behind the colon.');
  const single = /^-\s*(changeset|rollback|preconditions|property)\s/i.exec(text);
  return single === null ? undefined : trap(`Liquibase refuses this line: “--${single[1]}” begins with two dashes.`);
}

/** `key:value` on a directive's line. A quoted value may contain blanks. */
export function attribute(text: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}:(?:"([^"]*)"|(\\S*))`, 'i').exec(text);
  const value = match?.[1] ?? match?.[2];
  return value === undefined || value === '' ? undefined : value;
}

function propertyOf(text: string): LineDirective | undefined {
  const name = /\bname:\s*(\S+)/i.exec(text)?.[1];
  const value = /\bvalue:\s*(\S+)/i.exec(text)?.[1];
  if (name === undefined || value === undefined) return undefined;
  return { kind: 'property', name, value, dbms: attribute(text, 'dbms'), isGlobal: attribute(text, 'global')?.toLowerCase() !== 'false' };
}

function unquoted(text: string): string {
  return text.trim().replace(/^"(.*)"$/, '$1');
}
