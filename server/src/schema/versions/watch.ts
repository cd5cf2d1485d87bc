import type { Schema } from '../model/schema';
import { type AnyMap, LIST, LIST_PARTS, type ListPart, MAP_PARTS } from './entries';
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
  const maps = Object.fromEntries(MAP_PARTS.map((part) => [part, new TrackedMap(schema[part] as AnyMap, part, log)]));
  const lists = Object.fromEntries(LIST_PARTS.map((part) => [part, trackedList(schema[part], part, log)]));
  const start: Schema = { ...schema, ...maps, ...lists };
  const known = new Map<Schema, Schema>([[start, schema]]);
  const plain = (made: Schema): Schema => {
    const plainMaps = Object.fromEntries(MAP_PARTS.map((part) => [part, TrackedMap.plain(made[part] as AnyMap)]));
    const kept = LIST_PARTS.filter((part) => made[part] === start[part]);
    for (const part of LIST_PARTS) if (!kept.includes(part)) log.write(part, LIST);
    return { ...made, ...plainMaps, ...Object.fromEntries(kept.map((part) => [part, schema[part]])) };
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

/** A list is one entry, so it does not matter which of its members is read: a proxy is enough, and is an array still. */
function trackedList(list: readonly unknown[], part: ListPart, log: FootprintLog): readonly unknown[] {
  return new Proxy(list, {
    get(target, name) {
      log.read(part, LIST);
      return Reflect.get(target, name);
    },
  });
}
