import type { Drop, Name } from '../../sql/change';
import { dedent } from '../../text/dedent';
import type { StepContext } from '../engine/context';
import { defineRule, type Fix } from '../engine/rule';
import { addWords } from '../fixes/addWords';

export default defineRule({
  id: 'refused-statement',
  category: 'correctness',
  severity: 'error',
  engines: 'all',
  since: '0.1.0',
  summary: 'A statement that the database refuses because of what the schema holds at that point of the history.',
  why: 'The migration stops there. Often something needs what is dropped: a view reads it, a foreign key points at it, a column has its type. Down migrations are where that is found out last.',
  instead:
    'Drop what needs the object first, in the order in which it was made but backwards. CASCADE drops it as well, whatever it may be by then.',
  options: {},
  directions: ['up', 'down'],
  fix: 'unsafe',
  bad: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        CREATE VIEW emails AS SELECT email FROM users;
        DROP TABLE «users»;
      `,
    },
    {
      note: 'A column of that type is left.',
      sql: dedent`
        CREATE TYPE status AS ENUM ('new', 'done');
        CREATE TABLE tasks (id bigint PRIMARY KEY, status status);
        DROP TYPE «status»;
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        CREATE VIEW emails AS SELECT email FROM users;
        DROP VIEW emails;
        DROP TABLE users;
      `,
    },
    {
      note: 'All of them go together.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE posts (user_id bigint REFERENCES users);
        DROP TABLE users, posts;
      `,
    },
  ],
  check: {
    refused: {
      refused(problem, step, report) {
        const { span, condition } = problem;
        const written = step.located.statement.text.slice(span.start, span.end).replace(/^"(.*)"$/s, '$1');
        report({
          span: step.at(span),
          message: step.engine.refusal(step.change, step.before, condition, written),
          fixes: () => cascade(step, condition),
        });
      },
    },
  },
});

/** Unsafe: CASCADE drops more than the statement names. */
function cascade(step: StepContext<unknown>, condition: string): readonly Fix[] {
  const { change, engine, located } = step;
  if (condition !== 'dependent_objects_still_exist' || !engine.dropsDependents) return [];
  if (/\brestrict\b/i.test(located.statement.text)) return [];
  const last = change.kind === 'drop' ? lastName(change) : change.kind === 'dropColumn' ? change.column : undefined;
  return last === undefined ? [] : [addWords(step, 'CASCADE', { behind: last.span })];
}

/** The last name of the DROP, if CASCADE can follow it directly: argument types or a table may stand behind it. */
function lastName({ objects }: Drop): Name | undefined {
  const last = objects.at(-1);
  return last === undefined || last.arguments !== undefined || last.on !== undefined ? undefined : last.name.name;
}
