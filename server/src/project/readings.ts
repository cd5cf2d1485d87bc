import type { Engine } from '../schema/model/schema';
import type { Dialect, Reading } from '../sql/dialect';

/** Statements kept in each of the two generations. */
const GENERATION = 20_000;

/** Reads statements and remembers the readings by text. `count` is the number of statements that went to the parser. */
export interface Readings {
  read(text: string): Reading;
  readonly count: number;
  /** The readings that were asked for, by text. */
  inUse(): ReadonlyMap<string, Reading>;
}

/** Readings by text, by the name of the reader that made them. Plain data: it can be kept and used by another project. */
export type KnownReadings = ReadonlyMap<string, ReadonlyMap<string, Reading>>;

/** Readings of all engines of a project: another engine may read the same text differently. */
export interface ReadingsByEngine {
  of(engine: Engine): Readings;
  readonly count: number;
  inUse(): KnownReadings;
}

/** @param known readings that need not be made again */
export function readingsByEngine(known: KnownReadings = new Map()): ReadingsByEngine {
  const made = new Map<Engine, Readings>();
  return {
    of(engine) {
      const read = made.get(engine) ?? readings(engine, known.get(readerName(engine)));
      made.set(engine, read);
      return read;
    },
    get count() {
      return [...made.values()].reduce((sum, { count }) => sum + count, 0);
    },
    inUse: () => new Map([...made].map(([engine, read]) => [readerName(engine), read.inUse()])),
  };
}

function readerName({ id, reader }: Engine): string {
  return `${id} ${reader.completeness}`;
}

/**
 * Two generations bound the memory. A reading that is asked for moves to the young one; when that is full, the old one is
 * dropped. So a statement in use is read once, and a text that was typed over is forgotten in time.
 */
function readings(dialect: Dialect, known: ReadonlyMap<string, Reading> = new Map()): Readings {
  let young = new Map<string, Reading>();
  let old = known;
  let count = 0;
  return {
    get count() {
      return count;
    },
    inUse: () => young,
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
