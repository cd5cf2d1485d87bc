import { answer } from '../../schema/condition';
import type { Schema } from '../../schema/model/schema';
import { LIST } from '../../schema/versions/entries';
import { schemaOf, unpatched } from '../../schema/versions/patch';
import type { Migration } from '../unit';
import { type ChangedEntries, type Cursor, changedAt, NOTHING_CHANGED } from './changed';
import { changedByParts, isEdited, type PartSources, replayParts, type Sources } from './parts';
import { positions } from './positions';
import { replayedMigration } from './replayed';
import type { History, ReplayedMigration, ReplayedPart } from './step';
import { gapsChanged, withCodeGap } from './unreadCode';

/**
 * Replays migrations in order. With the history of an earlier state, whatever has not changed is taken over: an edit costs
 * the statements that it touched and, of those that follow, the ones that read or write an entry that has become different.
 */
export function replay(initial: Schema, migrations: readonly Migration[], sources: Sources, earlier?: History): History {
  const isSameStart = earlier?.initial === initial;
  const known = isSameStart ? earlier.migrations : [];
  const position = positions(known, ({ migration }) => migration.id);
  const replayed: ReplayedMigration[] = [];
  let cursor: Cursor = { schema: unpatched(initial), changed: isSameStart ? NOTHING_CHANGED : undefined };
  let passed = 0;
  const partSources = { ...sources, isWatched: sources.willBeEdited === true || known.length > 0 };
  for (const migration of migrations) {
    const at = position(migration.id, passed);
    let { changed } = cursor;
    // A migration that was passed already has come to stand behind others.
    if (at !== -1 && at < passed) changed = undefined;
    else if (at > passed) changed = changedByMigrations(changed, known.slice(passed, at));
    passed = Math.max(passed, at + 1);
    const next = replayMigration({ schema: cursor.schema, changed }, migration, partSources, known[at]);
    replayed.push(next.replayed);
    cursor = next.after;
  }
  const changed = changedByMigrations(cursor.changed, known.slice(passed));
  const final = changed === NOTHING_CHANGED ? earlier!.final : schemaOf(cursor.schema);
  const history = { initial, migrations: replayed, final };
  return earlier === undefined || changed === undefined ? history : { ...history, changed: { since: earlier.final, entries: changed } };
}

function replayMigration(
  before: Cursor,
  migration: Migration,
  sources: PartSources,
  earlier: ReplayedMigration | undefined,
): { readonly replayed: ReplayedMigration; readonly after: Cursor } {
  if (earlier !== undefined && before.changed === NOTHING_CHANGED && isUntouched(earlier, migration, sources))
    return { replayed: earlier, after: { schema: earlier.exit, changed: NOTHING_CHANGED } };
  const runs = migration.when === undefined || answer(schemaOf(before.schema), migration.when) !== false;
  const ups = runs ? migration.up : [];
  const start = before.schema;
  const up = replayParts(withoutCode(before, earlier), { migration, parts: ups, start, earlier: earlier?.up ?? [] }, sources);
  const end = ups.length > 0 || !runs ? up.after : afterCode(before, up.after, migration, sources, earlier);
  const after = afterSession(end, before, migration, earlier);
  const downs = runs ? migration.down : [];
  const down = replayParts(after, { migration, parts: downs, start: after.schema, earlier: earlier?.down ?? [] }, sources);
  const isSame = earlier !== undefined && earlier.migration === migration && same(earlier.up, up.parts) && same(earlier.down, down.parts);
  const isUnchanged = isSame && before.changed === NOTHING_CHANGED && after.changed === NOTHING_CHANGED;
  const replayed = isUnchanged
    ? earlier
    : replayedMigration({ migration, entry: before.schema, exit: after.schema, up: up.parts, down: down.parts });
  return { replayed, after };
}

function isUntouched(earlier: ReplayedMigration, migration: Migration, sources: Sources): boolean {
  if (earlier.migration !== migration) return false;
  for (const part of earlier.up) if (isEdited(part, sources)) return false;
  for (const part of earlier.down) if (isEdited(part, sources)) return false;
  return true;
}

/** A dump empties the search path for itself; what comes after it runs in a session of its own. */
function afterSession(end: Cursor, before: Cursor, { role }: Migration, earlier: ReplayedMigration | undefined): Cursor {
  const isDump = role === 'baseline';
  const wasDump = earlier === undefined ? isDump : earlier.migration.role === 'baseline';
  const changed = isDump === wasDump ? end.changed : changedAt(end.changed, 'searchPath', LIST);
  if (!isDump) return { schema: end.schema, changed };
  const { searchPath } = schemaOf(before.schema);
  return { schema: unpatched({ ...schemaOf(end.schema), searchPath }), changed };
}

/** The gap that code has left in the earlier state is not there before what is replayed now. */
function withoutCode({ schema, changed }: Cursor, earlier: ReplayedMigration | undefined): Cursor {
  return { schema, changed: earlier?.up.length === 0 && earlier.exit !== earlier.entry ? gapsChanged(changed) : changed };
}

/** A migration without SQL that goes up, but with code or a down, goes up by code that cannot be read. */
function afterCode(start: Cursor, end: Cursor, migration: Migration, { text }: Sources, earlier: ReplayedMigration | undefined): Cursor {
  const [down] = migration.down;
  const file = migration.code?.up ?? down?.file;
  if (file === undefined) return end;
  const span = file === down?.file ? down.span : { start: 0, end: 0 };
  const sql = text(file)?.slice(span.start, span.end) ?? '';
  const known = earlier === undefined ? undefined : schemaOf(earlier.exit).gaps.at(-1)?.origin.sql;
  if (earlier?.migration === migration && start.changed === NOTHING_CHANGED && known === sql)
    return { schema: earlier.exit, changed: NOTHING_CHANGED };
  return withCodeGap(end, { file, span }, sql);
}

function same(a: readonly ReplayedPart[], b: readonly ReplayedPart[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

function changedByMigrations(changed: ChangedEntries, migrations: readonly ReplayedMigration[]): ChangedEntries {
  return migrations.reduce<ChangedEntries>((sum, { up }) => {
    const result = changedByParts(sum, up);
    return up.length > 0 ? result : gapsChanged(result);
  }, changed);
}
