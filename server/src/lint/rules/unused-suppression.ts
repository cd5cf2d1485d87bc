import { defineRule } from '../engine/rule';

export default defineRule({
  id: 'unused-suppression',
  category: 'hygiene',
  severity: 'warning',
  dialects: 'all',
  since: '0.1.0',
  summary: 'A comment suppresses a finding that is not there, or names a rule that does not exist.',
  why: 'Such a comment tells the reader of a problem that is none, and it would hide the next real one in the same place. A misspelt name suppresses nothing at all.',
  instead: 'Delete the comment, or correct the name.',
  options: {},
  fix: 'safe',
  bad: [
    {
      sql: '-- migration-lens: ignore «missing-created-at»: rows never change\nCREATE TABLE tags (id bigint PRIMARY KEY, created_at date, updated_at date);\n',
      fixed: 'CREATE TABLE tags (id bigint PRIMARY KEY, created_at date, updated_at date);\n',
    },
    {
      note: 'Only one of the names is of no use.',
      sql: '-- migration-lens: ignore missing-created-at, «missing-updated-at»: a list that is loaded once\nCREATE TABLE countries (code text PRIMARY KEY, updated_at date);\n',
      fixed:
        '-- migration-lens: ignore missing-created-at: a list that is loaded once\nCREATE TABLE countries (code text PRIMARY KEY, updated_at date);\n',
    },
    {
      note: 'There is no such rule.',
      sql: '-- migration-lens: ignore-file «house-style»\nCREATE TABLE tags (id bigint PRIMARY KEY, created_at date, updated_at date);\n',
      fixed: 'CREATE TABLE tags (id bigint PRIMARY KEY, created_at date, updated_at date);\n',
    },
  ],
  good: [
    {
      sql: '-- migration-lens: ignore missing-created-at, missing-updated-at: a list that is loaded once\nCREATE TABLE countries (code text PRIMARY KEY);\n',
    },
    {
      sql: '-- migration-lens: ignore-file missing-created-at, missing-updated-at: lists that are loaded once\nCREATE TABLE countries (code text PRIMARY KEY);\nCREATE TABLE currencies (code text PRIMARY KEY);\n',
    },
    { note: 'Not a comment.', sql: "SELECT '-- migration-lens: ignore house-style';\n" },
  ],
  // What a comment suppresses is known only when all other rules have spoken: suppressions.ts does it then.
  check: {},
});
