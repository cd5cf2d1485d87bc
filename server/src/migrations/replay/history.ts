import { answer } from '../../schema/condition';
import type { Schema } from '../../schema/model/schema';
import { ALL_GAPS } from '../../schema/versions/patch';
import type { Migration, Part } from '../unit';
import { type Drift, driftAt, driftOver, fold, NO_DRIFT, pointAt, schemaAt } from './fold';
import { readPart, type StatementSources } from './reading';
import { type KnownMigration, type KnownPart, ReplayedSection, ReplayedUnit } from './replayed';
import type { History, Point, ReplayedPart } from './step';

/** What a replay reads from. */
export interface Sources extends StatementSources {
  /** Text of a file; undefined when it is gone. */
  text(file: string): string | undefined;
  /** Files with another text than in the earlier state; absent: any may have one. */
  readonly edited?: ReadonlySet<string>;
  /** For parts in which the tool replaces no placeholders; absent where it never does. */
  readonly verbatim?: StatementSources;
}

/**
 * Replays migrations in order. With the history of an earlier state, whatever has not changed is taken over: an edit costs
 * the statements that it touched and, of those that follow, the ones that looked at what has become different.
 */
export function replay(initial: Schema, migrations: readonly Migration[], sources: Sources, earlier?: History): History {
  const known = earlier === undefined || earlier.initial !== initial ? [] : (earlier.migrations as readonly KnownMigration[]);
  const place = placesIn(known);
  const replayed: KnownMigration[] = [];
  let point = pointAt(initial);
  let drift: Drift = earlier?.initial === initial ? NO_DRIFT : undefined;
  let passed = 0;
  const watchful = { ...sources, isWatched: known.length > 0 };
  for (const migration of migrations) {
    const at = place(migration.id, passed);
    if (at !== -1 && at < passed) drift = undefined;
    else if (at > passed) drift = driftOverMigrations(drift, known.slice(passed, at));
    passed = Math.max(passed, at + 1);
    const next = replayMigration({ point, drift }, migration, watchful, known[at]);
    replayed.push(next.replayed);
    ({ point, drift } = next.after);
  }
  drift = driftOverMigrations(drift, known.slice(passed));
  const final = drift === NO_DRIFT ? earlier!.final : schemaAt(point);
  const history = { initial, migrations: replayed, final };
  return earlier === undefined || drift === undefined ? history : { ...history, drift: { from: earlier.final, entries: drift } };
}

/** Where a migration stands among the known ones: mostly at the next place. -1: nowhere. */
function placesIn(known: readonly KnownMigration[]): (id: string, next: number) => number {
  let places: Map<string, number> | undefined;
  return (id, next) => {
    if (known[next]?.migration.id === id) return next;
    places ??= new Map(known.map(({ migration }, i) => [migration.id, i]));
    return places.get(id) ?? -1;
  };
}

/** Where a replay stands, and how that may differ from the earlier state. */
interface Place {
  readonly point: Point;
  readonly drift: Drift;
}

interface WatchfulSources extends Sources {
  /** Somebody edits: what runs now is watched, that it need not run again. */
  readonly isWatched: boolean;
}

function replayMigration(
  before: Place,
  migration: Migration,
  sources: WatchfulSources,
  earlier: KnownMigration | undefined,
): { readonly replayed: KnownMigration; readonly after: Place } {
  if (earlier !== undefined && before.drift === NO_DRIFT && isUntouched(earlier, migration, sources))
    return { replayed: earlier, after: { point: earlier.exit, drift: NO_DRIFT } };
  const runs = migration.when === undefined || answer(schemaAt(before.point), migration.when) !== false;
  const ups = runs ? migration.up : [];
  const up = replayParts(withoutCode(before, earlier), before.point, migration, ups, sources, earlier?.up);
  const end = ups.length > 0 || !runs ? up.after : afterCode(before, up.after, migration, sources, earlier);
  const after = migration.role === 'baseline' ? afterDump(end, before) : end;
  const down = replayParts(after, after.point, migration, runs ? migration.down : [], sources, earlier?.down);
  const isSame = earlier !== undefined && earlier.migration === migration && same(earlier.up, up.parts) && same(earlier.down, down.parts);
  const isUnchanged = isSame && before.drift === NO_DRIFT && after.drift === NO_DRIFT;
  const replayed = isUnchanged ? earlier : new ReplayedUnit(migration, before.point, after.point, up.parts, down.parts);
  return { replayed, after };
}

/** A dump empties the search path for itself; what comes after it runs in a session of its own. */
function afterDump(end: Place, { point }: Place): Place {
  const { searchPath } = point.base;
  return end.point.base.searchPath === searchPath ? end : { ...end, point: pointAt({ ...schemaAt(end.point), searchPath }) };
}

function isUntouched(earlier: KnownMigration, migration: Migration, sources: Sources): boolean {
  if (earlier.migration !== migration) return false;
  for (const part of earlier.up) if (isEdited(part, sources)) return false;
  for (const part of earlier.down) if (isEdited(part, sources)) return false;
  return true;
}

function isEdited({ part: { file }, text: known }: KnownPart, { text, edited }: Sources): boolean {
  return edited === undefined ? (text(file) ?? '') !== known : edited.has(file);
}

/** The gap that code has left in the earlier state is not there before what runs now. */
function withoutCode({ point, drift }: Place, earlier: KnownMigration | undefined): Place {
  return { point, drift: earlier?.up.length === 0 && earlier.exit !== earlier.entry ? driftAt(drift, 'gaps', ALL_GAPS) : drift };
}

/** What goes up is code that nobody here can read (a down alone says that there is some), so from here on the model may lack something. */
function afterCode(
  start: Place,
  { point, drift }: Place,
  migration: Migration,
  { text }: Sources,
  earlier: KnownMigration | undefined,
): Place {
  const [down] = migration.down;
  const file = migration.code?.up ?? down?.file;
  if (file === undefined) return { point, drift };
  const span = file === down?.file ? down.span : { start: 0, end: 0 };
  const sql = text(file)?.slice(span.start, span.end) ?? '';
  const known = earlier === undefined ? undefined : schemaAt(earlier.exit).gaps.at(-1)?.origin.sql;
  if (earlier?.migration === migration && start.drift === NO_DRIFT && known === sql) return { point: earlier.exit, drift: NO_DRIFT };
  return withCode({ point, drift }, { file, span }, sql);
}

function withCode({ point, drift }: Place, { file, span }: Pick<Part, 'file' | 'span'>, sql: string): Place {
  const before = schemaAt(point);
  const gaps: Schema['gaps'] = [...before.gaps, { origin: { file, span, statement: span, sql }, reason: 'code-migration' }];
  return { point: pointAt({ ...before, gaps }), drift: driftAt(drift, 'gaps', ALL_GAPS) };
}

function same(a: readonly ReplayedPart[], b: readonly ReplayedPart[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

function replayParts(
  before: Place,
  start: Point,
  migration: Migration,
  parts: readonly Part[],
  sources: WatchfulSources,
  earlier: readonly KnownPart[] = [],
): { readonly parts: readonly KnownPart[]; readonly after: Place } {
  let place = before;
  const replayed = parts.map((part, i) => {
    const known = earlier[i]?.part.file === part.file ? earlier[i] : undefined;
    const drift = known === undefined && earlier[i] !== undefined ? driftOverParts(place.drift, [earlier[i]]) : place.drift;
    const next = replayPart({ point: place.point, drift }, start, migration, part, sources, known);
    place = next.after;
    return next.part;
  });
  const gone = earlier.slice(parts.length);
  return { parts: replayed, after: { point: place.point, drift: driftOverParts(place.drift, gone) } };
}

function replayPart(
  before: Place,
  start: Point,
  migration: Migration,
  part: Part,
  sources: WatchfulSources,
  earlier: KnownPart | undefined,
): { readonly part: KnownPart; readonly after: Place } {
  const text = sources.text(part.file) ?? '';
  const untouched = earlier !== undefined && earlier.text === text && earlier.part === part;
  if (untouched && before.drift === NO_DRIFT) return { part: earlier, after: { point: earlier.exit, drift: NO_DRIFT } };
  const statements = untouched
    ? earlier.statements
    : readPart(text, part, part.isVerbatim ? (sources.verbatim ?? sources) : sources, earlier);
  const folded = fold(before.point, before.drift, statements, earlier?.runs, sources.isWatched);
  const { runs } = folded;
  const end: Place = { point: folded.exit, drift: earlier?.part.isCode ? driftAt(folded.drift, 'gaps', ALL_GAPS) : folded.drift };
  const after = part.isCode === true ? withCode(end, part, '') : end;
  const replayed = new ReplayedSection({ migration, part, text, start, entry: before.point, exit: after.point, statements, runs });
  return { part: replayed, after };
}

/** What has changed besides once these parts are gone. */
function driftOverParts(drift: Drift, parts: readonly KnownPart[]): Drift {
  return parts.reduce<Drift>((sum, { runs, part }) => {
    const over = driftOver(sum, runs);
    return part.isCode === true ? driftAt(over, 'gaps', ALL_GAPS) : over;
  }, drift);
}

function driftOverMigrations(drift: Drift, migrations: readonly KnownMigration[]): Drift {
  return migrations.reduce<Drift>((sum, { up }) => {
    const over = driftOverParts(sum, up);
    return up.length > 0 ? over : driftAt(over, 'gaps', ALL_GAPS);
  }, drift);
}
