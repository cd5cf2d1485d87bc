import type { History } from '../../migrations/replay/step';
import type { Schema } from '../../schema/model/schema';
import type { Entries } from '../../schema/versions/patch';
import { changedSince } from './changedSince';

/** What was worked out about a root as a whole, by what was asked: once for each state. */
export interface Derived {
  /** Plain data. An answer that says the same as the one before the edit is the same object. */
  answer<T>(key: string, work: () => T): T;
  /** What is kept up to date instead of being worked out anew. */
  upkeep<T>(key: string, work: (earlier: Earlier<T> | undefined) => T): T;
  /** Whatever was asked, now or for an earlier state. */
  readonly answers: ReadonlyMap<string, unknown>;
  readonly kept: ReadonlyMap<string, Kept<unknown>>;
}

/** What was worked out for an earlier state, to be changed into what is right now, and the entries of the last schema that have changed. */
export interface Earlier<T> {
  readonly value: T;
  readonly changed: Entries;
}

interface Kept<T> {
  readonly value: T;
  readonly final: Schema;
}

export function derived(history: History, earlier?: Derived): Derived {
  const { final } = history;
  const answers = new Map(earlier?.answers);
  const kept = new Map(earlier?.kept);
  const asked = new Set<string>();
  return {
    answers,
    kept,
    answer<T>(key: string, work: () => T): T {
      if (!asked.has(key)) {
        asked.add(key);
        const answer = work();
        if (JSON.stringify(answer) !== JSON.stringify(answers.get(key))) answers.set(key, answer);
      }
      return answers.get(key) as T;
    },
    upkeep<T>(key: string, work: (earlier: Earlier<T> | undefined) => T): T {
      const known = kept.get(key) as Kept<T> | undefined;
      if (known?.final === final) return known.value;
      const value = work(known && { value: known.value, changed: changedSince(known.final, history) });
      kept.set(key, { value, final });
      return value;
    },
  };
}
