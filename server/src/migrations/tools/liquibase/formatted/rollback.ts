import type { Span } from '../../../../text/span';
import { type Line, trimmed } from '../../../layout/lines';
import type { Trap } from './lines';

/** The rollback SQL of a change set. */
export type Rollback =
  /** The text after `--rollback` on one line. Consecutive lines form one script. */
  | { readonly kind: 'line'; readonly span: Span }
  | { readonly kind: 'block'; readonly span: Span; readonly joined: string; readonly isVerbatim: boolean };

/**
 * The lines of a comment that begins with `liquibase rollback`. Liquibase joins them without line breaks
 * (AbstractFormattedChangeLogParser.extractMultiLineRollBack).
 */
export function rollbackBlock(
  lines: readonly Line[],
  at: number,
): { readonly rollback: Rollback; readonly problems: readonly Trap[]; readonly last: number } {
  const closing = lines.findIndex((line, i) => i > at && /\*\/\s*$/.test(line.text));
  const last = closing === -1 ? lines.length - 1 : closing;
  const opening = lines[at]!;
  const body = lines
    .slice(at + 1, last + 1)
    .map((line) => (line === lines[closing] ? { ...line, text: line.text.replace(/\*\/\s*$/, '') } : line));
  const end = body.length === 0 ? opening.next : body.at(-1)!.start + body.at(-1)!.text.length;
  const traps = body.slice(0, -1).flatMap((line, i) => seam(line, body[i + 1]!) ?? []);
  const unclosed: Trap = { span: trimmed(opening), message: 'Liquibase refuses a rollback that is not closed with “*/”.' };
  return {
    rollback: {
      kind: 'block',
      span: { start: opening.next, end },
      joined: body.map(({ text }) => text).join(''),
      isVerbatim: traps.length === 0,
    },
    problems: closing === -1 ? [unclosed, ...traps] : traps,
    last,
  };
}

/** The damage that joining two lines does. */
function seam(line: Line, next: Line): Trap | undefined {
  if (next.text.trim() === '') return undefined;
  if (line.text.includes('--'))
    return {
      span: trimmed(line),
      message: 'Liquibase puts the lines of this block together, so everything behind this “--” is a comment.',
    };
  const word = /[\w"]$/.exec(line.text) !== null && /^[\w"]/.test(next.text);
  const glued = `${/[\w".]*$/.exec(line.text)![0]}${/^[\w".]*/.exec(next.text)![0]}`;
  return word
    ? { span: trimmed(line), message: `Liquibase puts the lines of this block together without a blank between them: it reads “${glued}”.` }
    : undefined;
}
