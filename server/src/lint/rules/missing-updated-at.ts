import { dedent } from '../../text/dedent';
import { defineRule } from '../engine/rule';
import { checkTimestamp, timestampOptions } from '../facts/timestamp';

export default defineRule({
  id: 'missing-updated-at',
  category: 'timestamps',
  severity: 'warning',
  engines: ['postgresql'],
  since: '0.1.0',
  summary: 'A table has no column that says when its rows were last changed.',
  why: 'Without it nobody can tell which rows have changed since a certain moment: caches, search indexes and exports must then read the whole table, and a lost update leaves no trace. It is judged on the schema after the last migration: a column that a later migration adds is enough. Join tables, temporary tables, foreign tables, partitions and tables that inherit their columns are left alone. Where fewer than a quarter of at least five tables have the column, it is no habit of the project: the newest table without it is then reported for all of them.',
  instead:
    'Add `updated_at timestamptz NOT NULL DEFAULT now()`, and a trigger (or the code that writes rows) that keeps it true. For a table whose rows are only ever added, suppress the finding and say so in the reason, or name the table in `except`.',
  options: timestampOptions(
    [
      'updated_at',
      'updatedAt',
      'updated',
      'updated_on',
      'updatedOn',
      'updated_date',
      'updatedDate',
      'update_time',
      'updated_time',
      'updateTime',
      'modified_at',
      'modifiedAt',
      'modified',
      'modified_on',
      'last_modified',
      'lastModified',
      'last_modified_at',
      'last_updated',
      'last_updated_at',
      'date_updated',
      'date_modified',
      'changed_at',
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
          updated_at timestamptz NOT NULL DEFAULT now()
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
          updated_at timestamptz NOT NULL DEFAULT now(),
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
        CREATE TABLE tags (id bigint PRIMARY KEY, "displayName" text, "updatedAt" timestamptz NOT NULL DEFAULT now());
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        CREATE TABLE tags (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());
      `,
    },
    {
      note: 'Added later.',
      sql: dedent`
        CREATE TABLE tags (id bigint PRIMARY KEY);
        ALTER TABLE tags ADD COLUMN modified_at timestamptz NOT NULL DEFAULT now();
      `,
    },
    {
      note: 'A join table.',
      sql: dedent`
        CREATE TABLE a (id int PRIMARY KEY, updated_at date);
        CREATE TABLE b (id int PRIMARY KEY, updated_at date);
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
        tells: 'when a row was last changed',
        siblings: ['created_at', 'createdat', 'created', 'created_on', 'inserted_at'],
      });
    },
  },
});
