import type { Origin } from '../../schema/model/object';
import type { Schema } from '../../schema/model/schema';
import { findTable } from '../../schema/queries';
import { dedent } from '../../text/dedent';
import { nearestAll } from '../../text/nearest';
import type { StepContext } from '../engine/context';
import { defineRule, type Related } from '../engine/rule';
import { suggestions } from '../facts/unknownName';

export default defineRule({
  id: 'unknown-table',
  category: 'correctness',
  severity: 'error',
  engines: 'all',
  since: '0.1.0',
  summary: 'A statement names a table that does not exist at that point of the history.',
  why: 'The database refuses the statement, and the migration stops there. A name may be misspelt, belong to another schema, or the table may be made only by a later migration, or be renamed or dropped by an earlier one.',
  instead:
    'Correct the name, or move the statement to where the table exists. If the table was there before the first migration, name the SQL that makes it as `baseline` in `migration-lens.json`.',
  options: {},
  directions: ['up', 'down'],
  fix: 'unsafe',
  bad: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        ALTER TABLE «usres» ADD COLUMN email text;
      `,
    },
    {
      note: 'The table was renamed by then.',
      sql: dedent`
        CREATE TABLE articles (id bigint PRIMARY KEY);
        ALTER TABLE articles RENAME TO posts;
        CREATE INDEX posts_idx ON «articles» (id);
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
      note: 'IF EXISTS says that it may be missing.',
      sql: dedent`
        DROP TABLE IF EXISTS users;
      `,
    },
    {
      note: 'Nobody can tell what the block creates, so nothing is said about names from there on.',
      sql: dedent`
        DO $$ BEGIN EXECUTE (SELECT sql FROM scripts); END $$;
        ALTER TABLE users ADD COLUMN email text;
      `,
    },
  ],
  check: {
    refused: {
      'unknown-table'(problem, step, report) {
        const shown = problem.schema === undefined ? problem.name : `${problem.schema}.${problem.name}`;
        const meant = suggestions(step, problem.span, problem.name, nearTables(step.before, problem.name));
        const later = createdLater(step, problem.name, problem.schema);
        report({
          span: step.at(problem.span),
          message: later === undefined ? `There is no table \`${shown}\` at this point.${meant.question}` : laterMessage(shown, later),
          related: () => (later === undefined ? places(step, meant.names, problem.schema) : [{ ...place(later), message: 'Created here' }]),
          fixes: meant.fixes,
        });
      },
    },
  },
});

/** Names of tables and views that are like the written one, sorted. */
function nearTables({ tables, views }: Schema, written: string): readonly string[] {
  return [
    ...nearestAll(
      written,
      [...tables.values(), ...views.values()].map(({ name }) => name),
    ),
  ].sort();
}

function laterMessage(shown: string, later: Origin): string {
  return `There is no table \`${shown}\` yet: \`${later.file}\` creates it later. Move this statement behind it.`;
}

/** Where the table of this name in the final schema was created. Undefined in a down: no migration runs after it to create the table. */
function createdLater(step: StepContext<unknown>, name: string, schema: string | undefined): Origin | undefined {
  return step.direction === 'up' ? findTable(step.final, name, schema)?.created : undefined;
}

function places(step: StepContext<unknown>, names: readonly string[], schema: string | undefined): readonly Related[] {
  return names.flatMap((name) => {
    const table = findTable(step.before, name, schema);
    return table === undefined ? [] : [{ ...place(table.created), message: `\`${name}\` is created here` }];
  });
}

function place({ file, span }: Origin): { readonly file: string; readonly span: Origin['span'] } {
  return { file, span };
}
