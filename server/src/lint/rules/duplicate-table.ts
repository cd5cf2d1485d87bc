import { dedent } from '../../text/dedent';
import type { StepContext } from '../engine/context';
import { defineRule, type Fix } from '../engine/rule';
import { addWords } from '../fixes/addWords';

export default defineRule({
  id: 'duplicate-table',
  category: 'correctness',
  severity: 'error',
  engines: 'all',
  since: '0.1.0',
  summary: 'A table, view or sequence is created under a name that is taken.',
  why: 'Tables, views, indexes and sequences of a schema share their names. The database refuses the second one, and the migration stops there. Often two branches have created the same table.',
  instead: 'Choose another name, or drop what has the name first. `IF NOT EXISTS` helps only if both definitions are the same.',
  options: {},
  directions: ['up', 'down'],
  fix: 'unsafe',
  bad: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE «users» (id bigint PRIMARY KEY, email text);
      `,
    },
    {
      note: 'In an earlier migration.',
      files: {
        '001_users.sql': dedent`
          CREATE TABLE users (id bigint PRIMARY KEY);
        `,
      },
      file: '002_users_again.sql',
      sql: dedent`
        CREATE TABLE «users» (id bigint PRIMARY KEY, email text);
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS users (id bigint PRIMARY KEY);
      `,
    },
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        DROP TABLE users;
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
      `,
    },
  ],
  check: {
    refused: {
      'duplicate-table'(problem, step, report) {
        const { existing } = problem;
        const where = existing.file === step.located.file ? 'above' : `in \`${existing.file}\``;
        report({
          span: step.at(problem.span),
          message: `There is already a ${problem.objectKind} \`${problem.name}\`, created ${where}. Choose another name, or drop the first one before.`,
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
  if ((change.kind !== 'createTable' && change.kind !== 'createTableAs') || !engine.mayAskExistence(change)) return [];
  return [addWords(step, 'IF NOT EXISTS', { before: (change.name.schema ?? change.name.name).span })];
}
