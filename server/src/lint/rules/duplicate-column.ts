import { dedent } from '../../text/dedent';
import type { StepContext } from '../engine/context';
import { defineRule, type Fix } from '../engine/rule';
import { addWords } from '../fixes/addWords';

export default defineRule({
  id: 'duplicate-column',
  category: 'correctness',
  severity: 'error',
  engines: 'all',
  since: '0.1.0',
  summary: 'A column is added to a table that has one of that name.',
  why: 'The database refuses the statement, and the migration stops there. Often two branches have added the same column.',
  instead: 'Leave the second one out, or choose another name. `IF NOT EXISTS` helps only if both definitions are the same.',
  options: {},
  directions: ['up', 'down'],
  fix: 'unsafe',
  bad: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        ALTER TABLE users ADD COLUMN «email» text;
      `,
    },
    {
      note: 'Twice in one table.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text, «email» text);
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        ALTER TABLE users ADD COLUMN email text;
      `,
    },
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        ALTER TABLE users ADD COLUMN IF NOT EXISTS email text;
      `,
    },
  ],
  check: {
    refused: {
      'duplicate-column'(problem, step, report) {
        const { existing } = problem;
        const where = existing.file === step.located.file ? 'above' : `in \`${existing.file}\``;
        report({
          span: step.at(problem.span),
          message: `\`${problem.table}\` already has a column \`${problem.name}\`, created ${where}. Leave this one out, or choose another name.`,
          related: () => [{ file: existing.file, span: existing.span, message: `\`${problem.name}\` is created here` }],
          fixes: () => ifNotExists(step),
        });
      },
    },
  },
});

/** Unsafe: the server then ignores the second definition. */
function ifNotExists(step: StepContext<unknown>): readonly Fix[] {
  const { change, engine } = step;
  if (change.kind !== 'addColumn' || !engine.mayAskExistence(change)) return [];
  return [addWords(step, 'IF NOT EXISTS', { before: change.column.name.span })];
}
