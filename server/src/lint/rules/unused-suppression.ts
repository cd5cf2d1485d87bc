import { dedent } from '../../text/dedent';
import { defineRule } from '../engine/rule';

export default defineRule({
  id: 'unused-suppression',
  category: 'hygiene',
  severity: 'warning',
  engines: 'all',
  since: '0.1.0',
  summary: 'A comment suppresses a finding that is not there, or names a rule that does not exist.',
  why: 'Such a comment tells the reader of a problem that is none, and it would hide the next real one in the same place. A misspelt name suppresses nothing at all.',
  instead: 'Delete the comment, or correct the name.',
  options: {},
  fix: 'safe',
  bad: [
    {
      sql: dedent`
        -- migration-lens: ignore «missing-created-at»: rows never change
        CREATE TABLE tags (id bigint PRIMARY KEY, created_at date, updated_at date);
      `,
      fixed: dedent`
        CREATE TABLE tags (id bigint PRIMARY KEY, created_at date, updated_at date);
      `,
    },
    {
      note: 'Only one of the names is of no use.',
      sql: dedent`
        -- migration-lens: ignore missing-created-at, «missing-updated-at»: a list that is loaded once
        CREATE TABLE countries (code text PRIMARY KEY, updated_at date);
      `,
      fixed: dedent`
        -- migration-lens: ignore missing-created-at: a list that is loaded once
        CREATE TABLE countries (code text PRIMARY KEY, updated_at date);
      `,
    },
    {
      note: 'There is no such rule.',
      sql: dedent`
        -- migration-lens: ignore-file «house-style»
        CREATE TABLE tags (id bigint PRIMARY KEY, created_at date, updated_at date);
      `,
      fixed: dedent`
        CREATE TABLE tags (id bigint PRIMARY KEY, created_at date, updated_at date);
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        -- migration-lens: ignore missing-created-at, missing-updated-at: a list that is loaded once
        CREATE TABLE countries (code text PRIMARY KEY);
      `,
    },
    {
      sql: dedent`
        -- migration-lens: ignore-file missing-created-at, missing-updated-at: lists that are loaded once
        CREATE TABLE countries (code text PRIMARY KEY);
        CREATE TABLE currencies (code text PRIMARY KEY);
      `,
    },
    {
      note: 'Not a comment.',
      sql: dedent`
        SELECT '-- migration-lens: ignore house-style';
      `,
    },
  ],
  // Empty: suppressions.ts reports these findings, after all other rules have run.
  check: {},
});
