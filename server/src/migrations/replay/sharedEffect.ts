import { entryOf, type SchemaPart } from '../../schema/versions/entries';
import { isEqual } from '../../schema/versions/equal';
import { patchedEntry, schemaOf } from '../../schema/versions/patch';
import { schemaAfter } from './changed';
import type { Effect, Run } from './step';

/**
 * The effect of a statement that was applied again. Where an entry that it wrote says the same as in the earlier state, the
 * schema after it gets the object of the earlier state: what follows does not differ there and can be reused.
 */
export function sharedEffect(known: Run, effect: Effect): Effect {
  const [was, is] = [known.effect.footprint?.written, effect.footprint?.written];
  if (was === undefined || is === undefined) return effect;
  const patch = new Map<SchemaPart, Map<unknown, unknown>>();
  for (const [part, keys] of is)
    for (const key of keys) {
      if (was.get(part)?.has(key) !== true) continue;
      const old = patchedEntry(schemaAfter(known), part, key);
      const fresh = entryOf(effect.after, part, key);
      if (old === fresh || !isEqual(old, fresh)) continue;
      patch.set(part, (patch.get(part) ?? new Map<unknown, unknown>()).set(key, old));
    }
  return patch.size === 0 ? effect : { ...effect, after: schemaOf({ base: effect.after, patch }) };
}
