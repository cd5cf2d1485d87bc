import type { Schema } from '../../schema/model/schema';
import { watch } from '../../schema/versions/watch';
import { type AppliedChange, type Effect, locate, type ReadStatement } from './step';
import type { Transactions } from './transactions';

/** Statements begin their ids at a multiple of this. */
const STRIDE = 16;
/** Ids that are left free at the least, so that the statement before may come to make more objects without any other getting a new id. */
const SPARE = 8;

/** Applies a statement. A watched one can be kept later on although the schema before it has changed, if nothing that it looked at has. */
export function applyStatement(schema: Schema, { located, changes }: ReadStatement, session: Transactions, isWatched: boolean): Effect {
  const before = changes.length === 0 ? schema : { ...schema, nextId: Math.ceil((schema.nextId + SPARE) / STRIDE) * STRIDE };
  const watching = isWatched ? watch(before) : undefined;
  const bare = (made: Schema): Schema => watching?.bare(made) ?? made;
  const skipped = new Set<number>();
  let current = watching?.schema ?? before;
  const applied = changes.map((change, index): AppliedChange => {
    const start = bare(current);
    if (change.partOf !== undefined && skipped.has(change.partOf)) {
      skipped.add(index);
      return { change, before: start, after: start, problems: [] };
    }
    const result = schema.engine.apply(current, change, (span) => locate({ located }, span));
    if (result.skipped) skipped.add(index);
    current = session.follow(change, current) ?? result.schema;
    return { change, before: start, after: bare(current), problems: result.problems };
  });
  return { base: schema, before, after: bare(current), changes: applied, footprint: watching?.footprint() };
}
