import type { Gap } from '../model/gap';
import type { Schema } from '../model/schema';
import { ALL_GAPS, type AnyMap, MAP_PARTS, type MapPart } from './entries';
import { type Footprint, FootprintLog } from './footprint';
import { TrackedMap } from './trackedMap';

export interface Watch {
  /** Answers as the watched schema does. So do the schemas that are made from it. */
  readonly schema: Schema;
  /** The plain schema behind one that was made from `schema`. The same object each time. */
  plain(made: Schema): Schema;
  /** The entries that were read and written so far. */
  footprint(): Footprint;
}

/** Records the reads and writes of a schema, so that a result can be reused until an entry that it depends on changes. */
export function watch(schema: Schema): Watch {
  const log = new FootprintLog();
  const gaps = trackedGaps(schema.gaps, log);
  const start: Schema = { ...schema, ...mapParts((part) => new TrackedMap(schema[part] as AnyMap, part, log)), gaps };
  const known = new Map<Schema, Schema>([[start, schema]]);
  const plain = (made: Schema): Schema => {
    if (made.gaps !== gaps) log.write('gaps', ALL_GAPS);
    const maps = mapParts((part) => TrackedMap.plain(made[part] as AnyMap));
    return { ...made, ...maps, gaps: made.gaps === gaps ? schema.gaps : made.gaps };
  };
  return {
    schema: start,
    plain(made) {
      const result = known.get(made) ?? plain(made);
      known.set(made, result);
      return result;
    },
    footprint: () => log.footprint(),
  };
}

function mapParts(map: (part: MapPart) => AnyMap): Pick<Schema, MapPart> {
  return Object.fromEntries(MAP_PARTS.map((part) => [part, map(part)])) as unknown as Pick<Schema, MapPart>;
}

/** The list of gaps is one entry, so it does not matter which of its members is read: a proxy is enough, and stays an array. */
function trackedGaps(gaps: readonly Gap[], log: FootprintLog): readonly Gap[] {
  return new Proxy(gaps, {
    get(target, name) {
      log.read('gaps', ALL_GAPS);
      return Reflect.get(target, name);
    },
  });
}
