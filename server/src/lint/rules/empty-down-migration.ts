import type { Part } from '../../migrations/unit';
import { dedent } from '../../text/dedent';
import type { MigrationContext } from '../engine/context';
import { defineRule } from '../engine/rule';
import { partAnchor } from '../facts/partAnchor';
import { toUndo } from '../facts/toUndo';
import { downFixes, inverseOf, undoesAnything } from '../fixes/downFix';
import { reasonIn } from '../suppress/reason';

export default defineRule({
  id: 'empty-down-migration',
  category: 'reversibility',
  severity: 'warning',
  engines: 'all',
  since: '0.1.0',
  summary: 'A down migration is there, but holds no SQL.',
  why: 'The tool runs it, says that all went well, and nothing has been undone: the next up then fails on what is still there, and nobody expects it. A down that holds a comment saying why there is no way back is a decision and is left alone; a template’s comment, a TODO or commented-out SQL is not. An up that changes no table, index, type or other object needs no down, and one that only adds labels to enums cannot have one: SQL does not take a label away.',
  instead: 'Undo what the up does, or say in a comment why that cannot be done.',
  options: {
    allowComment: {
      default: true,
      description: 'A comment that says why is enough. False: a down without SQL is always reported.',
    },
  },
  fix: 'unsafe',
  bad: [
    {
      note: 'goose.',
      file: '00001_tags.sql',
      sql: dedent`
        -- +goose Up
        CREATE TABLE tags (id bigint PRIMARY KEY);

        «-- +goose Down»
      `,
    },
    {
      note: 'A template’s comment gives no reason.',
      file: '00001_tags.sql',
      sql: dedent`
        -- +goose Up
        CREATE TABLE tags (id bigint PRIMARY KEY);

        «-- +goose Down»
        -- TODO
      `,
    },
    {
      options: { allowComment: false },
      files: {
        '00001_tags.sql': dedent`
          -- +goose Up
          CREATE TABLE tags (id bigint PRIMARY KEY);

          -- +goose Down
          DROP TABLE tags;
        `,
      },
      file: '00002_drop_tags.sql',
      sql: dedent`
        -- +goose Up
        DROP TABLE tags;

        «-- +goose Down»
        -- Irreversible: the rows are gone.
      `,
    },
  ],
  good: [
    {
      file: '00001_tags.sql',
      sql: dedent`
        -- +goose Up
        CREATE TABLE tags (id bigint PRIMARY KEY);

        -- +goose Down
        DROP TABLE tags;
      `,
    },
    {
      note: 'A decision, with its reason.',
      files: {
        '00001_tags.sql': dedent`
          -- +goose Up
          CREATE TABLE tags (id bigint PRIMARY KEY);

          -- +goose Down
          DROP TABLE tags;
        `,
      },
      file: '00002_drop_tags.sql',
      sql: dedent`
        -- +goose Up
        DROP TABLE tags;

        -- +goose Down
        -- Irreversible: the rows are gone.
      `,
    },
    {
      note: 'The schema is the same before and after.',
      files: {
        '00001_tags.sql': dedent`
          -- +goose Up
          CREATE TABLE tags (id bigint PRIMARY KEY);

          -- +goose Down
          DROP TABLE tags;
        `,
      },
      file: '00002_first_tag.sql',
      sql: dedent`
        -- +goose Up
        INSERT INTO tags (id) VALUES (1);

        -- +goose Down
      `,
    },
    {
      note: 'No statement takes a label from an enum.',
      files: {
        '00001_mood.sql': dedent`
          -- +goose Up
          CREATE TYPE mood AS ENUM ('sad');

          -- +goose Down
          DROP TYPE mood;
        `,
      },
      file: '00002_happy.sql',
      sql: dedent`
        -- +goose Up
        ALTER TYPE mood ADD VALUE 'happy';

        -- +goose Down
      `,
    },
  ],
  check: {
    migration(context, report) {
      const { migration, options } = context;
      const [first] = migration.down;
      if (first === undefined || context.statementCount('down') > 0 || context.statementCount('up') === 0) return;
      if (options.allowComment && migration.down.some((part) => reasonIn(sectionText(context, part), context.engine) !== undefined)) return;
      if (toUndo(context.replayed) !== 'schema') return;
      const inverse = inverseOf(context);
      if (inverse.complete && inverse.sql === '') return;
      report({
        file: first.file,
        span: partAnchor(first, context.text(first.file)),
        message:
          'This down undoes nothing, so after it the schema is not what it was before the up. Undo what the up does, or say in a comment why not.',
        fixes: () => (undoesAnything(inverse) ? downFixes(context) : []),
      });
    },
  },
});

function sectionText(context: MigrationContext<unknown>, part: Part): string {
  return part.generated ?? context.text(part.file).slice(part.span.start, part.span.end);
}
