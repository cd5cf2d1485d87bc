import type { Migration } from '../../migrations/unit';
import { dedent } from '../../text/dedent';
import type { MigrationContext } from '../engine/context';
import { defineRule } from '../engine/rule';
import { lastMigration } from '../facts/newMigrations';
import { partAnchor } from '../facts/partAnchor';
import { toUndo } from '../facts/toUndo';
import { downFixes } from '../fixes/downFix';

export default defineRule({
  id: 'missing-down-migration',
  category: 'reversibility',
  severity: 'warning',
  engines: 'all',
  since: '0.1.0',
  summary: 'A migration has no down.',
  why: 'It cannot be taken back with the migration tool: not when a deployment goes wrong, and not on a developer’s machine after a change of branch. dbmate refuses such a file altogether. Tools without a place for a down are left alone; where a down is optional, the finding comes only if other migrations of the folder have one. Where more than a third of the migrations have none, the team does not write them as a rule: only the last migration is reported then, for the others will hardly get one any more. An up that only adds labels to enums is left alone, because SQL does not take a label away.',
  instead:
    'Write the down in the place that the tool has for it. The fix writes the simple part of it: tables, columns, indexes, types and the like that the migration creates are dropped in reverse order. If there is no way back, say so in the down with a comment.',
  options: {},
  fix: 'unsafe',
  bad: [
    {
      note: 'goose, where up and down stand in one file.',
      file: '00001_tags.sql',
      sql: dedent`
        «-- +goose Up»
        CREATE TABLE tags (id bigint PRIMARY KEY);
      `,
    },
    {
      note: 'golang-migrate: there is no `000001_tags.down.sql`.',
      file: '000001_tags.up.sql',
      sql: dedent`
        «CREATE TABLE tags (id bigint PRIMARY KEY);»
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
      files: {
        '000001_tags.down.sql': dedent`
          DROP TABLE tags;
        `,
      },
      file: '000001_tags.up.sql',
      sql: dedent`
        CREATE TABLE tags (id bigint PRIMARY KEY);
      `,
    },
    {
      note: 'The folder belongs to no tool that knows downs.',
      sql: dedent`
        CREATE TABLE tags (id bigint PRIMARY KEY);
      `,
    },
  ],
  check: {
    migration(context, report) {
      const { migration, tool, replayed, history } = context;
      const [first] = migration.up;
      if (first === undefined || hasDown(migration) || migration.role !== 'versioned') return;
      if (!isExpected(context)) return;
      report({
        file: first.file,
        span: partAnchor(first, context.text(first.file)),
        message: `This migration has no down, so ${harm(context)}. Write one, or say in it why there is no way back.`,
        fixes: () => downFixes(context),
        quiet: tool.down !== 'required' && !downHabit(history).isKept && lastMigration(history) !== replayed,
      });
    },
  },
});

function harm({ tool, replayed }: MigrationContext<unknown>): string {
  if (tool.down === 'required') return `${tool.name} refuses the file`;
  return toUndo(replayed) === 'rows' ? 'the rows stay as it leaves them when it is taken back' : 'it cannot be taken back';
}

function isExpected(context: MigrationContext<unknown>): boolean {
  const { tool, replayed, history } = context;
  switch (tool.down) {
    case 'none':
      return false;
    case 'required':
      return true;
    case 'expected':
      return context.statementCount('up') > 0 && toUndo(replayed) !== 'enum labels';
    case 'optional':
      return context.statementCount('up') > 0 && toUndo(replayed) !== 'enum labels' && downHabit(history).isKnown;
  }
}

function hasDown({ down, code }: Migration): boolean {
  return down.length > 0 || code?.down !== undefined;
}

interface DownHabit {
  /** At least one migration of the root has a down. */
  readonly isKnown: boolean;
  /** At least two thirds of the migrations that need a down have one. */
  readonly isKept: boolean;
}

/** Counted once for each history. */
function downHabit(history: MigrationContext<unknown>['history']): DownHabit {
  const known = habits.get(history);
  if (known !== undefined) return known;
  const needing = history.filter(
    ({ migration, up }) => migration.role === 'versioned' && up.some(({ statements }) => statements.length > 0),
  );
  const lacking = needing.filter(({ migration }) => !hasDown(migration)).length;
  const habit = { isKnown: history.some(({ migration }) => hasDown(migration)), isKept: lacking * 3 <= needing.length };
  habits.set(history, habit);
  return habit;
}

const habits = new WeakMap<MigrationContext<unknown>['history'], DownHabit>();
