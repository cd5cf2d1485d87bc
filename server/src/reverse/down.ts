import type { Step } from '../migrations/replay/step';
import { undo } from './undo';

/** SQL that undoes a migration. */
export interface Inverse {
  /** Whole lines, each ending in `\n`; '' when there is nothing to undo. A change that cannot be undone becomes a comment. */
  readonly sql: string;
  /** False when a comment names a change to undo by hand. */
  readonly complete: boolean;
}

/**
 * SQL that undoes the steps of a migration's up, last step first. Statements that change nothing in the model, such as GRANT, make no step
 * and are not undone.
 *
 * @param quote writes an identifier, quoted where the engine needs it
 */
export function inverse(steps: readonly Step[], quote: (identifier: string) => string): Inverse {
  const last = steps.at(-1);
  if (last === undefined) return { sql: '', complete: true };
  const lines: string[] = [];
  let complete = true;
  for (const step of [...steps].reverse()) {
    // Dropping the table or column removes the parts of its CREATE TABLE or ADD COLUMN too.
    if (step.change.partOf !== undefined) continue;
    const undone = undo(step, last.after, quote);
    if (undone !== 'by hand') lines.push(...undone.map((statement) => `${statement};\n`));
    else {
      complete = false;
      const comment = `-- TODO by hand: undo ${summary(step.located.statement.text)}\n`;
      if (!lines.includes(comment)) lines.push(comment);
    }
  }
  return { sql: lines.join(''), complete };
}

/** The statement on one line of at most 80 characters, without line comments. */
function summary(text: string): string {
  const line = text
    .replace(/--[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}
