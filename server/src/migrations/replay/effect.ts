import type { Schema } from '../../schema/model/schema';
import { watch } from '../../schema/versions/watch';
import { type AppliedChange, type Effect, locate, type ReadStatement } from './step';
import type { Transactions } from './transactions';

/** The ids of a statement begin at a multiple of this. */
const STRIDE = 16;
/** At least this many ids before them are left unused: an edit may let the statement before make as many objects more, and no later id moves. */
const SPARE = 8;

/** Applies a statement. With `isWatched`, the effect has a footprint, which tells later on whether it still holds for another schema. */
export function applyStatement(before: Schema, { located, changes }: ReadStatement, session: Transactions, isWatched: boolean): Effect {
  const firstId = changes.length === 0 ? before.nextId : Math.ceil((before.nextId + SPARE) / STRIDE) * STRIDE;
  const spaced = firstId === before.nextId ? before : { ...before, nextId: firstId };
  const watching = isWatched ? watch(spaced) : undefined;
  const plain = (made: Schema): Schema => watching?.plain(made) ?? made;
  const skipped = new Set<number>();
  let current = watching?.schema ?? spaced;
  const applied = changes.map((change, index): AppliedChange => {
    const start = plain(current);
    if (change.partOf !== undefined && skipped.has(change.partOf)) {
      skipped.add(index);
      return { change, before: start, after: start, problems: [] };
    }
    const result = before.engine.apply(current, change, (span) => locate({ located }, span));
    if (result.skipped) skipped.add(index);
    current = session.follow(change, current) ?? result.schema;
    return { change, before: start, after: plain(current), problems: result.problems };
  });
  return { before, firstId, after: plain(current), changes: applied, footprint: watching?.footprint() };
}
