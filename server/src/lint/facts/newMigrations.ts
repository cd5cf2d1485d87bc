import type { History, ReplayedMigration } from '../../migrations/replay/step';
import type { LintInput } from '../engine/input';

/**
 * Is the migration one that nobody has run yet, as far as can be told? With `since`, the project says which ones are
 * new, and no others are looked at. Without it, only the last one is taken for new. A repeatable one runs again
 * whenever its text is another one, so it counts as new for ever.
 */
export function isStillNew({ migration }: ReplayedMigration, { history, settings }: Pick<LintInput, 'history' | 'settings'>): boolean {
  return settings.since !== undefined || migration.role === 'repeatable' || lastMigration(history.migrations)?.migration === migration;
}

/** The last migration that runs once; undefined when there is none. Repeatable ones come behind all others. */
export function lastMigration(migrations: History['migrations']): ReplayedMigration | undefined {
  for (let i = migrations.length - 1; i >= 0; i--) if (migrations[i]!.migration.role !== 'repeatable') return migrations[i];
  return undefined;
}
