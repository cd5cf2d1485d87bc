import { columnByName, findTable } from '../../schema/queries';
import { dedent } from '../../text/dedent';
import type { StepContext } from '../engine/context';
import { defineRule, type Related } from '../engine/rule';
import { suggestions } from '../facts/unknownName';

export default defineRule({
  id: 'unknown-column',
  category: 'correctness',
  severity: 'error',
  engines: 'all',
  since: '0.1.0',
  summary: 'A statement names a column that its table does not have at that point of the history.',
  why: 'The database refuses the statement, and the migration stops there. A name may be misspelt, or the column may be renamed or dropped by an earlier migration.',
  instead: 'Correct the name, or add the column first.',
  options: {},
  directions: ['up', 'down'],
  fix: 'unsafe',
  bad: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        CREATE INDEX users_email_idx ON users («emial»);
      `,
    },
    {
      note: 'The column is gone by then.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        ALTER TABLE users DROP COLUMN email;
        ALTER TABLE users ALTER COLUMN «email» SET NOT NULL;
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY, email text);
        CREATE INDEX users_email_idx ON users (email);
      `,
    },
    {
      note: 'IF EXISTS says that it may be missing.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        ALTER TABLE users DROP COLUMN IF EXISTS email;
      `,
    },
  ],
  check: {
    refused: {
      'unknown-column'(problem, step, report) {
        const meant = suggestions(step, problem.span, problem.name, problem.candidates);
        report({
          span: step.at(problem.span),
          message: `\`${problem.table}\` has no column \`${problem.name}\` at this point.${meant.question}`,
          related: () => places(step, problem.table, meant.names),
          fixes: meant.fixes,
        });
      },
    },
  },
});

/** Where the suggested columns were created, or else their table. */
function places(step: StepContext<unknown>, tableName: string, names: readonly string[]): readonly Related[] {
  const [name, schema] = tableName.split('.').reverse();
  const table = findTable(step.before, name ?? tableName, schema) ?? findTable(step.after, name ?? tableName, schema);
  if (table === undefined) return [];
  const columns = names.flatMap((column) => {
    const created = columnByName(table, column)?.created;
    return created === undefined ? [] : [{ file: created.file, span: created.span, message: `\`${column}\` is created here` }];
  });
  return columns.length > 0
    ? columns
    : [{ file: table.created.file, span: table.created.span, message: `\`${tableName}\` is created here` }];
}
