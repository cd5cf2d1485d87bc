import type { Migration } from '../../migrations/unit';

/**
 * The migrations after a version. Where no migration has the version (it may have been squashed away), versions are compared
 * number by number. Repeatable migrations have no version and are always included.
 */
export function migrationsAfter(migrations: readonly Migration[], since: string): ReadonlySet<Migration> {
  const last = migrations.map(({ version }) => version !== '' && compareVersions(version, since) === 0).lastIndexOf(true);
  return new Set(
    migrations.filter(
      (migration, i) => migration.version === '' || (last === -1 ? compareVersions(migration.version, since) > 0 : i > last),
    ),
  );
}

/** `000010` is 10 and after 9; `1.10` is after `1.9`. Parts that are not numbers compare as text. */
export function compareVersions(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = comparePart(left[i] ?? '0', right[i] ?? '0');
    if (order !== 0) return order;
  }
  return 0;
}

function parts(version: string): readonly string[] {
  return version.trim().split(/[._-]/);
}

function comparePart(a: string, b: string): number {
  const numeric = /^\d+$/;
  if (numeric.test(a) && numeric.test(b)) {
    const [left, right] = [BigInt(a), BigInt(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
