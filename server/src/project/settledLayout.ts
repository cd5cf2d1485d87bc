import type { Layout, Migration, Part } from '../migrations/unit';

/**
 * The layout, with the objects of the earlier one for all migrations and parts that are equal. A tool makes new objects each
 * time it lays a folder out, and a replay compares migrations and parts by identity.
 */
export function settledLayout(layout: Layout, earlier: Layout | undefined): Layout {
  if (earlier === undefined) return layout;
  const known = new Map(earlier.migrations.map((migration) => [migration.id, migration]));
  const migrations = layout.migrations.map((migration) => settledMigration(migration, known.get(migration.id)));
  const same = migrations.length === earlier.migrations.length && migrations.every((migration, i) => migration === earlier.migrations[i]);
  return { ...layout, migrations: same ? earlier.migrations : migrations };
}

function settledMigration(migration: Migration, earlier: Migration | undefined): Migration {
  if (earlier === undefined) return migration;
  const up = settledParts(migration.up, earlier.up);
  const down = settledParts(migration.down, earlier.down);
  const same =
    migration.version === earlier.version &&
    migration.title === earlier.title &&
    migration.role === earlier.role &&
    migration.code?.up === earlier.code?.up &&
    migration.code?.down === earlier.code?.down &&
    JSON.stringify(migration.when) === JSON.stringify(earlier.when);
  return same && up === earlier.up && down === earlier.down ? earlier : { ...migration, up, down };
}

function settledParts(parts: readonly Part[], earlier: readonly Part[]): readonly Part[] {
  const settled = parts.map((part, i) => (earlier[i] !== undefined && isSamePart(part, earlier[i]) ? earlier[i] : part));
  return settled.length === earlier.length && settled.every((part, i) => part === earlier[i]) ? earlier : settled;
}

function isSamePart(a: Part, b: Part): boolean {
  return (
    a.direction === b.direction &&
    a.file === b.file &&
    a.transaction === b.transaction &&
    a.isVerbatim === b.isVerbatim &&
    a.span.start === b.span.start &&
    a.span.end === b.span.end &&
    a.marker?.start === b.marker?.start &&
    a.marker?.end === b.marker?.end &&
    a.generated === b.generated &&
    a.isCode === b.isCode
  );
}
