import type { SchemaPart } from './entries';
import type { PersistentMap } from './persistentMap';

/** Receives every access to the maps of a watched schema. */
export interface AccessLog {
  read(part: SchemaPart, key: unknown): void;
  /** Called for a read that depends on every entry of the part. */
  readWholly(part: SchemaPart): void;
  write(part: SchemaPart, key: unknown): void;
}

/** Answers as the plain map behind it does, and logs each access. `set` and `delete` lead to another tracked map. */
export class TrackedMap<K, V> implements PersistentMap<K, V> {
  readonly #plain: PersistentMap<K, V>;
  readonly #part: SchemaPart;
  readonly #log: AccessLog;

  constructor(plain: PersistentMap<K, V>, part: SchemaPart, log: AccessLog) {
    this.#plain = plain;
    this.#part = part;
    this.#log = log;
  }
  /** The plain map of a tracked one; any other as it is. */
  static plain<K, V>(map: PersistentMap<K, V>): PersistentMap<K, V> {
    return map instanceof TrackedMap ? map.#plain : map;
  }
  get(key: K): V | undefined {
    this.#log.read(this.#part, key);
    return this.#plain.get(key);
  }
  has(key: K): boolean {
    this.#log.read(this.#part, key);
    return this.#plain.has(key);
  }
  set(key: K, value: V): PersistentMap<K, V> {
    this.#log.write(this.#part, key);
    return this.#with(this.#plain.set(key, value));
  }
  delete(key: K): PersistentMap<K, V> {
    this.#log.write(this.#part, key);
    return this.#with(this.#plain.delete(key));
  }
  get size(): number {
    return this.#wholly().size;
  }
  isEmpty(): boolean {
    return this.#wholly().isEmpty();
  }
  keys(): IterableIterator<K> {
    return this.#wholly().keys();
  }
  values(): IterableIterator<V> {
    return this.#wholly().values();
  }
  find(is: (value: V, key: K) => boolean): V | undefined {
    return this.#wholly().find(is);
  }
  some(is: (value: V, key: K) => boolean): boolean {
    return this.#wholly().some(is);
  }
  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.#wholly()[Symbol.iterator]();
  }
  #wholly(): PersistentMap<K, V> {
    this.#log.readWholly(this.#part);
    return this.#plain;
  }
  #with(plain: PersistentMap<K, V>): PersistentMap<K, V> {
    return plain === this.#plain ? this : new TrackedMap(plain, this.#part, this.#log);
  }
}
