import { NO_PATCH, schemaOf, unpatched } from '../../schema/versions/patch';
import type { Change } from '../../sql/change';
import { type Cursor, changedBy, changedByRun, NOTHING_CHANGED, schemaAfter } from './changed';
import { applyStatement } from './effect';
import { positions } from './positions';
import { reuse } from './reuse';
import { sharedEffect } from './sharedEffect';
import type { ReadStatement, Run } from './step';
import { dropsOnCommit, transactions } from './transactions';

export interface Folded {
  readonly runs: readonly Run[];
  readonly end: Cursor;
}

/**
 * Runs statements, one after the other. The run of a statement in the earlier state is reused unless an entry has changed that
 * it read or wrote; without an earlier state all statements are applied. With `isWatched`, what is applied now can be reused
 * after the next edit.
 */
export function fold(start: Cursor, statements: readonly ReadStatement[], earlier: readonly Run[], isWatched: boolean): Folded {
  if (!isPlain(statements)) return foldInSession(start, statements, earlier);
  const position = positions(earlier, ({ read }) => read);
  const runs: Run[] = [];
  let { schema, changed } = start;
  let passed = 0;
  for (const read of statements) {
    const at = position(read, passed);
    const known = at < passed ? undefined : earlier[at]!;
    if (known !== undefined) {
      changed = changedBy(changed, earlier.slice(passed, at));
      passed = at + 1;
    }
    const reused = known && reuse(known, { schema, changed });
    if (reused !== undefined) {
      runs.push(reused.run);
      ({ schema, changed } = reused.after);
      continue;
    }
    const applied = applyStatement(schemaOf(schema), read, transactions(), isWatched);
    const effect = known === undefined ? applied : sharedEffect(known, applied);
    const run: Run = { read, effect, patch: NO_PATCH };
    runs.push(run);
    schema = unpatched(effect.after);
    changed = known === undefined ? changedBy(changed, [run]) : changedByRun(changed, known, run);
  }
  return { runs, end: { schema, changed: changedBy(changed, earlier.slice(passed)) } };
}

/**
 * The same for statements that may bring an earlier schema back. What ROLLBACK does depends on more than the entries that it
 * reads, so runs are reused only as long as nothing differs, and from there on all statements are applied.
 */
function foldInSession({ schema: start, changed }: Cursor, statements: readonly ReadStatement[], earlier: readonly Run[]): Folded {
  const session = transactions();
  const same = changed === NOTHING_CHANGED ? commonLength(statements, earlier) : 0;
  const runs = earlier.slice(0, same);
  for (const { effect, patch } of runs)
    for (const { change, before } of effect.changes) session.follow(change, schemaOf({ base: before, patch }));
  let schema = runs.length === 0 ? start : schemaAfter(runs.at(-1)!);
  for (const read of statements.slice(same)) {
    const run: Run = { read, effect: applyStatement(schemaOf(schema), read, session, false), patch: NO_PATCH };
    runs.push(run);
    schema = unpatched(run.effect.after);
  }
  const isSame = changed === NOTHING_CHANGED && same === statements.length && same === earlier.length;
  return { runs, end: { schema: unpatched(session.end(schemaOf(schema))), changed: isSame ? NOTHING_CHANGED : undefined } };
}

/** How many of the first statements are those of the earlier state. */
function commonLength(statements: readonly ReadStatement[], earlier: readonly Run[]): number {
  const first = statements.findIndex((read, i) => earlier[i]?.read !== read);
  return first === -1 ? statements.length : first;
}

/** False where an earlier schema may come back: ROLLBACK, and the end of what SET LOCAL and ON COMMIT DROP say. */
function isPlain(statements: readonly ReadStatement[]): boolean {
  const known = plain.get(statements);
  if (known !== undefined) return known;
  const result = !statements.some(({ changes }) => changes.some(bringsBack));
  plain.set(statements, result);
  return result;
}

const plain = new WeakMap<readonly ReadStatement[], boolean>();

function bringsBack(change: Change): boolean {
  if (dropsOnCommit(change)) return true;
  return change.kind === 'setSearchPath' ? change.local : change.kind === 'transaction' && /^rollback/.test(change.action);
}
