import type { Schema } from '../../schema/model/schema';
import {
  differenceAt,
  differingEntries,
  type Entries,
  NO_ENTRIES,
  NO_PATCH,
  type Patch,
  patched,
  patchedEntry,
  type SchemaPart,
  sizeOf,
} from '../../schema/versions/patch';
import { isTouched } from '../../schema/versions/watch';
import type { Change } from '../../sql/change';
import { applyStatement } from './effect';
import type { Point, ReadStatement, Run } from './step';
import { dropsOnCommit, transactions } from './transactions';

export function schemaAt({ base, patch }: Point): Schema {
  return patched(base, patch);
}

export function pointAt(base: Schema): Point {
  return { base, patch: NO_PATCH };
}

/** Entries in which a point may differ from the same point of the earlier state; undefined: anywhere. */
export type Drift = Entries | undefined;

/** Nothing differs. */
export const NO_DRIFT: Entries = NO_ENTRIES;

export interface Folded {
  readonly runs: readonly Run[];
  readonly exit: Point;
  readonly drift: Drift;
}

/**
 * Runs statements from a point on. A statement of the earlier state runs again only if the schema before it has changed where it
 * looked or wrote; of any other it is enough to know what has changed. Without an earlier state all of them run.
 */
export function fold(
  entry: Point,
  entryDrift: Drift,
  statements: readonly ReadStatement[],
  earlier: readonly Run[] | undefined,
  isWatched: boolean,
): Folded {
  const session = isPlain(statements) ? undefined : transactions();
  const place = placesIn(earlier ?? []);
  const runs: Run[] = [];
  let point = entry;
  let drift = entryDrift;
  let passed = 0;
  for (const read of statements) {
    const at = place(read, passed);
    const known = at < passed ? undefined : earlier![at]!;
    if (known !== undefined) {
      if (at > passed) drift = driftOver(drift, earlier!.slice(passed, at));
      passed = at + 1;
      const kept = session !== undefined && drift !== NO_DRIFT ? undefined : keep(known, point, drift);
      if (kept !== undefined) {
        runs.push(kept.run);
        if (session !== undefined) for (const { change, before } of kept.run.effect.changes) session.follow(change, before);
        point = { base: kept.run.effect.after, patch: kept.run.patch };
        drift = kept.drift;
        continue;
      }
    }
    const effect = applyStatement(schemaAt(point), read, session ?? transactions(), isWatched && session === undefined);
    const run = { read, effect, patch: NO_PATCH };
    runs.push(run);
    point = pointAt(effect.after);
    drift = driftOver(drift, known === undefined ? [run] : [known, run]);
  }
  const rest = driftOver(drift, earlier?.slice(passed) ?? []);
  if (session === undefined || rest === NO_DRIFT) return { runs, exit: point, drift: rest };
  return { runs, exit: pointAt(session.end(schemaAt(point))), drift: undefined };
}

/** False where a schema may come back that was there before: ROLLBACK, what SET LOCAL has set, and what a table ON COMMIT DROP hides. */
function isPlain(statements: readonly ReadStatement[]): boolean {
  const known = plain.get(statements);
  if (known !== undefined) return known;
  const result = !statements.some(({ changes }) => changes.some(bringsBack));
  plain.set(statements, result);
  return result;
}

const plain = new WeakMap<readonly ReadStatement[], boolean>();

/** Where a statement stands among the runs: mostly at the next place. -1: nowhere. */
function placesIn(runs: readonly Run[]): (read: ReadStatement, next: number) => number {
  let places: Map<ReadStatement, number> | undefined;
  return (read, next) => {
    if (runs[next]?.read === read) return next;
    places ??= new Map(runs.map((run, i) => [run.read, i]));
    return places.get(read) ?? -1;
  };
}

function bringsBack(change: Change): boolean {
  if (dropsOnCommit(change)) return true;
  return change.kind === 'setSearchPath' ? change.local : change.kind === 'transaction' && /^rollback/.test(change.action);
}

/** Patches larger than this are not worth their while: the statements run again, and have no patch then. */
const LARGEST_PATCH = 256;

function keep(known: Run, point: Point, drift: Drift): { readonly run: Run; readonly drift: Entries } | undefined {
  const { effect } = known;
  const { before } = effect;
  if (point.base.nextId > before.nextId || !isSamePath(point.base.searchPath, before.searchPath)) return undefined;
  if (drift?.size === 0) return { run: known, drift };
  if (effect.footprint === undefined) return undefined;
  // Right behind the statement before it, nothing else can have changed than what has changed before that one.
  if (point.base === effect.base && drift !== undefined) {
    if (sizeOf(point.patch) > LARGEST_PATCH || isTouched(effect.footprint, point.patch)) return undefined;
    return { run: { read: known.read, effect, patch: point.patch }, drift };
  }
  const now = (part: SchemaPart, key: unknown): unknown => patchedEntry(point.base, point.patch, part, key);
  const was = (part: SchemaPart, key: unknown): unknown => patchedEntry(before, known.patch, part, key);
  const patchedBefore = entriesOf(known.patch);
  const entries = drift === undefined ? differingEntries(before, schemaAt(point)) : union(drift, patchedBefore);
  const patch = differenceAt(entries, before, now);
  if (sizeOf(patch) > LARGEST_PATCH || isTouched(effect.footprint, patch)) return undefined;
  return { run: { read: known.read, effect, patch }, drift: differing(union(entries, patchedBefore), was, now) };
}

function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
}

/** What has changed besides once these runs are gone, or have come. */
export function driftOver(drift: Drift, runs: readonly Run[]): Drift {
  let result = drift;
  for (const { effect } of runs) {
    if (effect.changes.length === 0) continue;
    const written = effect.footprint?.written;
    if (result === undefined || written === undefined) return undefined;
    if (written.size > 0) result = union(result, written);
  }
  return result;
}

function union(a: Entries, b: Entries): Entries {
  if (b.size === 0) return a;
  const result = new Map(a);
  for (const [part, keys] of b) result.set(part, new Set([...(a.get(part) ?? []), ...keys]));
  return result;
}

function entriesOf(patch: Patch): Entries {
  return new Map([...patch].map(([part, entries]) => [part, new Set(entries.keys())]));
}

type Lookup = (part: SchemaPart, key: unknown) => unknown;

function differing(entries: Entries, a: Lookup, b: Lookup): Entries {
  const result = new Map<SchemaPart, Set<unknown>>();
  for (const [part, keys] of entries) {
    const different = new Set([...keys].filter((key) => a(part, key) !== b(part, key)));
    if (different.size > 0) result.set(part, different);
  }
  return result.size === 0 ? NO_DRIFT : result;
}

/** The same with one entry more. */
export function driftAt(drift: Drift, part: SchemaPart, key: unknown): Drift {
  return drift === undefined ? undefined : union(drift, new Map([[part, new Set([key])]]));
}
