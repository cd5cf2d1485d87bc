import { dedent } from '../../text/dedent';
import type { StepContext } from '../engine/context';
import { defineRule, type Fix } from '../engine/rule';
import { addWords } from '../fixes/addWords';

export default defineRule({
  id: 'duplicate-object',
  category: 'correctness',
  severity: 'error',
  engines: 'all',
  since: '0.1.0',
  summary: 'An index, constraint, type or schema is created under a name that is taken.',
  why: 'The database refuses the second one, and the migration stops there. Often two branches have created the same object, or a name that was written is the one that the database chose for another.',
  instead: 'Choose another name, or drop what has the name first. `IF NOT EXISTS` helps only if both definitions are the same.',
  options: {},
  directions: ['up', 'down'],
  fix: 'unsafe',
  bad: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text, name text);
        CREATE INDEX users_idx ON users (email);
        CREATE INDEX «users_idx» ON users (name);
      `,
    },
    {
      note: 'PostgreSQL has called the first check so.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, age int CHECK (age > 0));
        ALTER TABLE users ADD CONSTRAINT «users_age_check» CHECK (age < 200);
      `,
    },
    {
      sql: dedent`
        CREATE TYPE status AS ENUM ('new');
        CREATE TYPE «status» AS ENUM ('new', 'done');
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        CREATE INDEX users_idx ON users (email);
        CREATE INDEX IF NOT EXISTS users_idx ON users (email);
      `,
    },
    {
      sql: dedent`
        CREATE TYPE status AS ENUM ('new');
        DROP TYPE status;
        CREATE TYPE status AS ENUM ('new', 'done');
      `,
    },
  ],
  check: {
    refused: {
      'duplicate-object'(problem, step, report) {
        const { name, objectKind, existing } = problem;
        const where =
          existing === undefined ? '' : existing.file === step.located.file ? ', created above' : `, created in \`${existing.file}\``;
        report({
          span: step.at(problem.span),
          message: `There is already ${withArticle(objectKind)} \`${name}\`${where}. Choose another name, or drop the first one before.`,
          related: () =>
            existing === undefined ? [] : [{ file: existing.file, span: existing.span, message: `\`${name}\` is created here` }],
          fixes: () => ifNotExists(step),
        });
      },
    },
  },
});

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** Unsafe: the server then ignores the second definition. */
function ifNotExists(step: StepContext<unknown>): readonly Fix[] {
  const { change, engine } = step;
  const name = change.kind === 'createIndex' ? change.index.name : change.kind === 'createSchema' ? change.name : undefined;
  return name === undefined || !engine.mayAskExistence(change) ? [] : [addWords(step, 'IF NOT EXISTS', { before: name.span })];
}
