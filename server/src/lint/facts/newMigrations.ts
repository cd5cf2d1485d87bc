import type { History, ReplayedMigration } from '../../migrations/replay/step';
import type { LintInput } from '../engine/input';

/**
 * True when a fix may edit the migration, because it has probably not run yet. With `since`, only migrations after that version are
 * checked, and all of them are new. Without it, only the last migration is. A repeatable migration is always new: it runs again
 * whenever its text changes.
 */
export function isStillNew({ migration }: ReplayedMigration, { history, settings }: Pick<LintInput, 'history' | 'settings'>): boolean {
  return settings.since !== undefined || migration.role === 'repeatable' || lastMigration(history.migrations)?.migration === migration;
}

/** The last migration that is not repeatable; undefined when there is none. */
export function lastMigration(migrations: History['migrations']): ReplayedMigration | undefined {
  for (let i = migrations.length - 1; i >= 0; i--) if (migrations[i]!.migration.role !== 'repeatable') return migrations[i];
  return undefined;
}
