import type { History } from '../../migrations/replay/step';
import type { Schema } from '../../schema/model/schema';
import type { Entries } from '../../schema/versions/entries';
import { changedSince } from './changedSince';

/** Answers that all statements of a root share, by key. Each is worked out once for each state of the root. */
export interface Derived {
  /** The answer has to be plain data: one that equals the answer of the state before is the same object. */
  answer<T>(key: string, work: () => T): T;
  /** A value that is kept up to date instead of being worked out anew. */
  upkeep<T>(key: string, work: (earlier: Earlier<T> | undefined) => T): T;
  /** All answers and values, of this state or an earlier one. */
  readonly answers: ReadonlyMap<string, unknown>;
  readonly upkept: ReadonlyMap<string, Upkept<unknown>>;
}

/** A value of an earlier state, to be brought up to date, and the entries of the final schema that have changed since. */
export interface Earlier<T> {
  readonly value: T;
  readonly changed: Entries;
}

interface Upkept<T> {
  readonly value: T;
  /** The final schema that the value is right for. */
  readonly final: Schema;
}

export function derived(history: History, earlier?: Derived): Derived {
  const { final } = history;
  const answers = new Map(earlier?.answers);
  const upkept = new Map(earlier?.upkept);
  const asked = new Set<string>();
  return {
    answers,
    upkept,
    answer<T>(key: string, work: () => T): T {
      if (!asked.has(key)) {
        asked.add(key);
        const answer = work();
        if (JSON.stringify(answer) !== JSON.stringify(answers.get(key))) answers.set(key, answer);
      }
      return answers.get(key) as T;
    },
    upkeep<T>(key: string, work: (earlier: Earlier<T> | undefined) => T): T {
      const known = upkept.get(key) as Upkept<T> | undefined;
      if (known?.final === final) return known.value;
      const value = work(known && { value: known.value, changed: changedSince(known.final, history) });
      upkept.set(key, { value, final });
      return value;
    },
  };
}
