import { dedent } from '../../text/dedent';
import { defineRule } from '../engine/rule';

export default defineRule({
  id: 'migration-layout',
  category: 'correctness',
  severity: 'error',
  engines: 'all',
  since: '0.1.0',
  summary: 'A file is not laid out as its migration tool expects.',
  why: 'The tool stops, passes the file over, or runs something else than what was meant: two files with one version, a down without an up, a misspelt marker, a section in the wrong place. Most tools say so only when the migrations are run.',
  instead: 'Give the file the name and the markers that the tool asks for. The finding says which.',
  options: {},
  bad: [
    {
      note: 'goose: two files with one version.',
      files: {
        '00001_users.sql': dedent`
          -- +goose Up
          CREATE TABLE users (id bigint);
          -- +goose Down
          DROP TABLE users;
        `,
      },
      file: '00001_widgets.sql',
      sql: dedent`
        «-- +goose Up»
        CREATE TABLE widgets (id bigint);
        -- +goose Down
        DROP TABLE widgets;
      `,
    },
  ],
  good: [
    {
      files: {
        '00001_users.sql': dedent`
          -- +goose Up
          CREATE TABLE users (id bigint);
          -- +goose Down
          DROP TABLE users;
        `,
      },
      file: '00002_widgets.sql',
      sql: dedent`
        -- +goose Up
        CREATE TABLE widgets (id bigint);
        -- +goose Down
        DROP TABLE widgets;
      `,
    },
  ],
  check: {
    root({ layoutProblems }, report) {
      // missing-down-migration reports a missing down, with a fix.
      for (const { file, span, message, isMissingDown } of layoutProblems) if (isMissingDown !== true) report({ file, span, message });
    },
  },
});
