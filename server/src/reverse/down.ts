import type { Step } from '../migrations/replay/step';
import type { Schema } from '../schema/model/schema';
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
 */
export function inverse(steps: readonly Step[]): Inverse {
  const last = steps.at(-1);
  if (last === undefined) return { sql: '', complete: true };
  const lines: string[] = [];
  let complete = true;
  for (const step of [...steps].reverse()) {
    // Dropping the table or column removes the parts of its CREATE TABLE or ADD COLUMN too.
    if (step.change.partOf !== undefined) continue;
    const statements = statementsThatUndo(step, last.after);
    if (statements !== undefined) lines.push(...statements.map((statement) => `${statement};\n`));
    else {
      complete = false;
      const comment = `-- TODO by hand: undo ${summary(step.located.statement.text)}\n`;
      if (!lines.includes(comment)) lines.push(comment);
    }
  }
  return { sql: lines.join(''), complete };
}

/** Undefined when the step is to be undone by hand. */
function statementsThatUndo(step: Step, end: Schema): readonly string[] | undefined {
  const undone = undo(step, end);
  if (undone === 'by hand') return undefined;
  const statements = undone.map((change) => end.engine.statementOf(step.after, change));
  return statements.every((statement) => statement !== undefined) ? statements : undefined;
}

/** The statement on one line of at most 80 characters, without line comments. */
function summary(text: string): string {
  const line = text
    .replace(/--[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}
