import { downFixes } from '../downFix';
import { defineRule, type MigrationContext, partAnchor } from '../rule';

export default defineRule({
  id: 'missing-down-migration',
  category: 'reversibility',
  severity: 'warning',
  dialects: 'all',
  since: '0.1.0',
  summary: 'A migration has no down.',
  why: 'It cannot be taken back with the migration tool: not when a deployment goes wrong, and not on a developer’s machine after a change of branch. dbmate refuses such a file altogether. Tools without a place for a down are left alone; where a down is optional, the finding comes only if other migrations of the folder have one.',
  instead:
    'Write the down in the place that the tool has for it. The fix writes the simple part of it: tables, columns, indexes, types and the like that the migration creates are dropped in reverse order. If there is no way back, say so in the down with a comment.',
  options: {},
  fix: 'unsafe',
  bad: [
    {
      note: 'goose, where up and down stand in one file.',
      file: '00001_tags.sql',
      sql: '«-- +goose Up»\nCREATE TABLE tags (id bigint PRIMARY KEY);\n',
    },
    {
      note: 'golang-migrate: there is no `000001_tags.down.sql`.',
      file: '000001_tags.up.sql',
      sql: '«CREATE TABLE tags (id bigint PRIMARY KEY);»\n',
    },
  ],
  good: [
    { file: '00001_tags.sql', sql: '-- +goose Up\nCREATE TABLE tags (id bigint PRIMARY KEY);\n-- +goose Down\nDROP TABLE tags;\n' },
    {
      files: { '000001_tags.down.sql': 'DROP TABLE tags;\n' },
      file: '000001_tags.up.sql',
      sql: 'CREATE TABLE tags (id bigint PRIMARY KEY);\n',
    },
    { note: 'The folder belongs to no tool that knows downs.', sql: 'CREATE TABLE tags (id bigint PRIMARY KEY);\n' },
  ],
  check: {
    migration(context, report) {
      const { migration, tool } = context;
      const [first] = migration.up;
      if (first === undefined || migration.down.length > 0 || migration.role !== 'versioned') return;
      if (!isExpected(context)) return;
      const harm = tool.down === 'required' ? `${tool.name} refuses the file` : 'it cannot be taken back';
      report({
        file: first.file,
        span: partAnchor(first, context.text(first.file)),
        message: `This migration has no down, so ${harm}. Write one, or say in it why there is no way back.`,
        fixes: downFixes(context),
      });
    },
  },
});

function isExpected(context: MigrationContext<unknown>): boolean {
  switch (context.tool.down) {
    case 'none':
      return false;
    case 'required':
      return true;
    case 'expected':
      return context.statementCount('up') > 0;
    case 'optional':
      return context.statementCount('up') > 0 && context.history.some(({ migration: { down } }) => down.length > 0);
  }
}
