import type { Step } from '../migrations/replay/step';
import { undo } from './undo';

/** SQL that undoes a migration. */
export interface Inverse {
  /** Full lines, each ending in a line feed; '' when there is nothing to undo. What cannot be undone is named in a comment. */
  readonly sql: string;
  /** False when a comment says what is left to do by hand. */
  readonly complete: boolean;
}

/**
 * What takes back the steps of a migration's up, the last one first. `quote` writes an identifier as the dialect wants
 * it. Statements that change nothing in the model, such as GRANT, make no step and are not taken back.
 */
export function inverse(steps: readonly Step[], quote: (identifier: string) => string): Inverse {
  const last = steps.at(-1);
  if (last === undefined) return { sql: '', complete: true };
  const lines: string[] = [];
  let complete = true;
  for (const step of [...steps].reverse()) {
    // What a CREATE TABLE or ADD COLUMN brought along goes with it.
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

/** The statement on one line, cut where it gets long. */
function summary(text: string): string {
  const line = text
    .replace(/--[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}
