import type { Engine } from '../schema/model/schema';
import type { Dialect, Reading } from '../sql/dialect';

/** Statements kept in each of the two generations. */
const GENERATION = 20_000;

/** Reads statements and remembers the readings by text. `count` is the number of statements that went to the parser. */
export interface Readings {
  read(text: string): Reading;
  readonly count: number;
}

/** Readings of all engines of a project: another engine may read the same text differently. */
export function readingsByEngine(): { of(engine: Engine): Readings; readonly count: number } {
  const known = new Map<Engine, Readings>();
  return {
    of(engine) {
      const read = known.get(engine) ?? readings(engine);
      known.set(engine, read);
      return read;
    },
    get count() {
      return [...known.values()].reduce((sum, { count }) => sum + count, 0);
    },
  };
}

/**
 * Two generations bound the memory. A reading that is asked for moves to the young one; when that is full, the old one is
 * dropped. So a statement in use is read once, and a text that was typed over is forgotten in time.
 */
function readings(dialect: Dialect): Readings {
  let young = new Map<string, Reading>();
  let old = new Map<string, Reading>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    read(text) {
      const known = young.get(text);
      if (known !== undefined) return known;
      const reading = old.get(text) ?? dialect.reader.read(text);
      if (!old.has(text)) count++;
      if (young.size >= GENERATION) {
        old = young;
        young = new Map();
      }
      young.set(text, reading);
      return reading;
    },
  };
}
