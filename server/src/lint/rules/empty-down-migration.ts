import type { Part } from '../../migrations/unit';
import { inverse } from '../../reverse/down';
import { newlineOf } from '../insertion';
import { reasonIn } from '../reason';
import { defineRule, type Fix, type MigrationContext, partAnchor } from '../rule';

export default defineRule({
  id: 'empty-down-migration',
  category: 'reversibility',
  severity: 'warning',
  dialects: 'all',
  since: '0.1.0',
  summary: 'A down migration is there, but holds no SQL.',
  why: 'The tool runs it, says that all went well, and nothing has been undone: the next up then fails on what is still there, and nobody expects it. A down that holds a comment saying why there is no way back is a decision and is left alone; a template’s comment, a TODO or commented-out SQL is not.',
  instead: 'Undo what the up does, or say in a comment why that cannot be done.',
  options: {
    allowComment: {
      default: true,
      description: 'A comment that says why is enough. False: a down without SQL is always reported.',
    },
  },
  bad: [
    {
      note: 'goose.',
      file: '00001_tags.sql',
      sql: '-- +goose Up\nCREATE TABLE tags (id bigint PRIMARY KEY);\n\n«-- +goose Down»\n',
    },
    {
      note: 'A template’s comment gives no reason.',
      file: '00001_tags.sql',
      sql: '-- +goose Up\nCREATE TABLE tags (id bigint PRIMARY KEY);\n\n«-- +goose Down»\n-- TODO\n',
    },
    {
      options: { allowComment: false },
      file: '00001_tags.sql',
      sql: '-- +goose Up\nDROP TABLE IF EXISTS tags;\n\n«-- +goose Down»\n-- Irreversible: the rows are gone.\n',
    },
  ],
  good: [
    { file: '00001_tags.sql', sql: '-- +goose Up\nCREATE TABLE tags (id bigint PRIMARY KEY);\n\n-- +goose Down\nDROP TABLE tags;\n' },
    {
      note: 'A decision, with its reason.',
      file: '00001_tags.sql',
      sql: '-- +goose Up\nDROP TABLE IF EXISTS tags;\n\n-- +goose Down\n-- Irreversible: the rows are gone.\n',
    },
  ],
  check: {
    migration(context, report) {
      const { migration, options } = context;
      const [first] = migration.down;
      if (first === undefined || context.statementCount('down') > 0 || context.statementCount('up') === 0) return;
      if (options.allowComment && migration.down.some((part) => reasonIn(sectionText(context, part)) !== undefined)) return;
      report({
        file: first.file,
        span: partAnchor(first, context.text(first.file)),
        message:
          'This down undoes nothing, so after it the schema is not what it was before the up. Undo what the up does, or say in a comment why not.',
        fixes: fill(context, first),
      });
    },
  },
});

function sectionText(context: MigrationContext<unknown>, part: Part): string {
  return context.text(part.file).slice(part.span.start, part.span.end);
}

/** Writes what undoes the up behind whatever comments the down holds. Unsafe: somebody should read what drops tables. */
function fill(context: MigrationContext<unknown>, part: Part): readonly Fix[] {
  const { sql, complete } = inverse(
    context.replayed.up.flatMap(({ steps }) => steps),
    (identifier) => context.dialect.quote(identifier),
  );
  if (sql === '') return [];
  const text = context.text(part.file);
  const newline = newlineOf(text);
  const end = part.span.start + sectionText(context, part).trimEnd().length;
  const needsBreak = end > 0 && text[end - 1] !== '\n';
  const body = sql.trimEnd().replaceAll('\n', newline);
  const rest = text.slice(end, part.span.end);
  const edit = {
    span: { start: end, end: rest.trim() === '' && part.span.end === text.length ? part.span.end : end },
    newText: `${needsBreak ? newline : ''}${body}${part.span.end === text.length ? newline : ''}`,
  };
  const title = complete ? 'Write the down migration' : 'Write the down migration as far as it is clear';
  return [{ title, safety: 'unsafe', changes: [{ kind: 'edit', file: part.file, edits: [edit] }] }];
}
