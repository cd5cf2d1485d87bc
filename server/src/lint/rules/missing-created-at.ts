import { dedent } from '../../text/dedent';
import { defineRule } from '../engine/rule';
import { checkTimestamp, timestampOptions } from '../facts/timestamp';

export default defineRule({
  id: 'missing-created-at',
  category: 'timestamps',
  severity: 'warning',
  engines: ['postgresql'],
  since: '0.1.0',
  summary: 'A table has no column that says when its rows were created.',
  why: 'Without it nobody can tell when a row came to be: not while looking for the cause of a bad record, not for an export of what is new, and not for old rows that should be deleted. It cannot be made up later for the rows that are there by then. It is judged on the schema after the last migration: a column that a later migration adds is enough. Join tables, temporary tables, foreign tables, partitions and tables that inherit their columns are left alone. Where fewer than a quarter of at least five tables have the column, it is no habit of the project: the newest table without it is then reported for all of them.',
  instead:
    'Add `created_at timestamptz NOT NULL DEFAULT now()`. The default fills the column without any change to the code that writes rows.',
  options: timestampOptions(
    [
      'created_at',
      'createdAt',
      'created',
      'created_on',
      'createdOn',
      'created_date',
      'createdDate',
      'create_time',
      'created_time',
      'createTime',
      'creation_time',
      'creation_date',
      'date_created',
      'inserted_at',
      'insertedAt',
    ],
    'this column',
  ),
  fix: 'safe',
  bad: [
    {
      sql: dedent`
        CREATE TABLE «tags» (
          id bigint PRIMARY KEY,
          name text NOT NULL
        );
      `,
      fixed: dedent`
        CREATE TABLE tags (
          id bigint PRIMARY KEY,
          name text NOT NULL,
          created_at timestamptz NOT NULL DEFAULT now()
        );
      `,
    },
    {
      note: 'The new column stands in front of the constraints, and a comment stays with its column.',
      sql: dedent`
        CREATE TABLE «tags» (
          id bigint,
          name text NOT NULL, -- shown to everyone
          PRIMARY KEY (id)
        );
      `,
      fixed: dedent`
        CREATE TABLE tags (
          id bigint,
          name text NOT NULL, -- shown to everyone
          created_at timestamptz NOT NULL DEFAULT now(),
          PRIMARY KEY (id)
        );
      `,
    },
    {
      note: 'Names are written as the table writes its own.',
      sql: dedent`
        CREATE TABLE «tags» (id bigint PRIMARY KEY, "displayName" text);
      `,
      fixed: dedent`
        CREATE TABLE tags (id bigint PRIMARY KEY, "displayName" text, "createdAt" timestamptz NOT NULL DEFAULT now());
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        CREATE TABLE tags (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());
      `,
    },
    {
      note: 'Added later.',
      sql: dedent`
        CREATE TABLE tags (id bigint PRIMARY KEY);
        ALTER TABLE tags ADD COLUMN inserted_at timestamptz NOT NULL DEFAULT now();
      `,
    },
    {
      note: 'A join table.',
      sql: dedent`
        CREATE TABLE a (id int PRIMARY KEY, created_at date);
        CREATE TABLE b (id int PRIMARY KEY, created_at date);
        CREATE TABLE a_b (
          a_id int REFERENCES a (id),
          b_id int REFERENCES b (id),
          PRIMARY KEY (a_id, b_id)
        );
      `,
    },
    {
      note: 'A table that the project has taken out.',
      sql: dedent`
        CREATE TABLE audit_log (id bigint PRIMARY KEY);
      `,
      options: { except: ['*_log'] },
    },
  ],
  check: {
    createTable(change, step, report) {
      checkTimestamp(change, step, report, {
        tells: 'when a row was created',
        siblings: ['updated_at', 'updatedat', 'updated', 'updated_on', 'modified_at'],
      });
    },
  },
});
