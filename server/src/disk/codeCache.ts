import { readFileSync, statSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import type { Store } from './store';

/** A CommonJS module that was loaded with the code cache. */
export interface LoadedModule<T> {
  readonly exports: T;
  /** Keeps the compiled code for the next start, unless it is kept already. Call it after the work, when most functions are compiled. */
  keep(): void;
}

/**
 * Loads a CommonJS module with the code that V8 compiled for it at an earlier start. V8 itself checks that the code is of its own version
 * and for this source; the file's time and size tell two builds apart.
 *
 * @param runtime names the version of Node.js and the processor
 */
export function loadModule<T>(file: string, store: Store, runtime: string): LoadedModule<T> {
  const { mtimeMs, size } = statSync(file);
  const key = ['code', file, mtimeMs, size, runtime].join(' ');
  const known = store.get(key);
  const script = new Script(wrap(readFileSync(file, 'utf8')), {
    filename: file,
    // V8 reads the data as a whole buffer, which has to be aligned.
    ...(known === undefined ? {} : { cachedData: Buffer.from(known) }),
  });
  const loaded: { exports: T } = { exports: {} as T };
  const run = script.runInThisContext() as (...values: readonly unknown[]) => void;
  run.call(loaded.exports, loaded.exports, createRequire(file), loaded, file, path.dirname(file));
  return {
    exports: loaded.exports,
    keep() {
      if (known === undefined || script.cachedDataRejected === true) store.put(key, script.createCachedData());
    },
  };
}
