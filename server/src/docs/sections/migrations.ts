import type { ReplayedMigration } from '../../migrations/replay/step';
import { changeWords } from '../changeWords';
import { blocks, codeSpan, table, text } from '../markdown';
import { fileLink, type Page } from '../page';

/** All migrations in the order in which the tool runs them, with their effect and whether they are reversible. */
export function migrationsSection(page: Page): string {
  const { history, tool } = page.input;
  if (history.migrations.length === 0) return blocks('## Migrations', 'There are no migrations yet.');
  const rows = history.migrations.map((replayed) => [
    version(replayed),
    title(page, replayed),
    effect(replayed, history.final.engine.defaultSchema),
    reversibility(page, replayed),
  ]);
  return blocks(
    '## Migrations',
    tool.down === 'none' ? `${text(tool.name)} only goes forward: it has no down migrations.` : '',
    table(['Version', 'Migration', 'What it does', 'Reversible'], rows),
  );
}

function version({ migration }: ReplayedMigration): string {
  if (migration.version === '') return migration.role;
  return migration.role === 'baseline' ? `${codeSpan(migration.version)} (baseline)` : codeSpan(migration.version);
}

function title(page: Page, { migration }: ReplayedMigration): string {
  const file = (migration.up[0] ?? migration.down[0])?.file ?? migration.code?.up;
  const label = migration.title.trim() === '' ? undefined : text(migration.title);
  return file === undefined ? (label ?? text(migration.id)) : fileLink(page, file, label);
}

function effect({ migration, up }: ReplayedMigration, defaultSchema: string): string {
  if (migration.code?.up !== undefined) return 'runs code, which is not read here';
  return changeWords(
    up.flatMap((part) => part.statements.flatMap((statement) => statement.changes)),
    defaultSchema,
  );
}

/** A down that holds only a comment means “irreversible on purpose” (golang-migrate's guide). An empty one was more likely forgotten. */
function reversibility({ input }: Page, { migration, down }: ReplayedMigration): string {
  if (input.tool.down === 'none' || migration.role !== 'versioned') return '';
  if (migration.code?.down !== undefined) return 'by code';
  if (migration.down.length === 0) return 'no: there is no down';
  if (down.some((part) => part.statements.length > 0)) return 'yes';
  const isExplained = migration.down.some((part) =>
    COMMENT.test(part.generated ?? input.text(part.file)?.slice(part.span.start, part.span.end) ?? ''),
  );
  return isExplained ? 'no: on purpose' : 'no: the down is empty';
}

/** Matches a comment that has a letter in it and is not a tool's marker. */
const COMMENT = /(?:--(?!-*\s*(?:\/\/\s*)?(?:[+@!]|(?:migrate|tern|transactional|depends):))|\/\*)[^\n]*\p{L}/u;
