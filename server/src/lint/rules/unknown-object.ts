import { dedent } from '../../text/dedent';
import { nearestAll } from '../../text/nearest';
import type { Span } from '../../text/span';
import type { StepContext } from '../engine/context';
import { defineRule, type Fix } from '../engine/rule';
import { objectNames } from '../facts/objectNames';
import { suggestions } from '../facts/unknownName';
import { addWords } from '../fixes/addWords';

export default defineRule({
  id: 'unknown-object',
  category: 'correctness',
  severity: 'error',
  engines: 'all',
  since: '0.1.0',
  summary: 'A statement names an index, view, constraint, type, function or the like that does not exist at that point of the history.',
  why: 'The database refuses the statement, and the migration stops there. A name may be misspelt, or be another than the one that the database chose for what has none; or the object fell with its table or column, or was renamed.',
  instead: 'Correct the name. `IF EXISTS` helps where the object is there in some databases and not in others.',
  options: {},
  directions: ['up', 'down'],
  fix: 'unsafe',
  bad: [
    {
      note: 'PostgreSQL calls the index `users_email_idx`.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        CREATE INDEX ON users (email);
        DROP INDEX «users_email_index»;
      `,
    },
    {
      note: 'The constraint fell with the column.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, age int CONSTRAINT adult CHECK (age >= 18));
        ALTER TABLE users DROP COLUMN age;
        ALTER TABLE users DROP CONSTRAINT «adult»;
      `,
    },
    {
      sql: dedent`
        CREATE TYPE status AS ENUM ('new', 'done');
        ALTER TYPE «state» ADD VALUE 'lost';
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        CREATE INDEX ON users (email);
        DROP INDEX users_email_idx;
      `,
    },
    {
      note: 'IF EXISTS says that it may be missing.',
      sql: dedent`
        DROP VIEW IF EXISTS active_users;
      `,
    },
  ],
  check: {
    refused: {
      'unknown-object'(problem, step, report) {
        const { span, objectKind, name } = problem;
        const near = [...nearestAll(name, objectNames(step, objectKind))].sort();
        const meant = suggestions(step, span, name, near);
        report({
          span: step.at(span),
          message: `There is no ${objectKind} \`${name}\` at this point.${meant.question}`,
          fixes: () => [...meant.fixes(), ...ifExists(step, span)],
        });
      },
    },
  },
});

/** Unsafe: with a wrong name, the statement then drops nothing. */
function ifExists(step: StepContext<unknown>, span: Span): readonly Fix[] {
  const { change, engine } = step;
  const [first] = change.kind === 'drop' ? change.objects : [];
  const name = change.kind === 'dropConstraint' ? span : (first?.name.schema ?? first?.name.name)?.span;
  return name === undefined || !engine.mayAskExistence(change) ? [] : [addWords(step, 'IF EXISTS', { before: name })];
}
