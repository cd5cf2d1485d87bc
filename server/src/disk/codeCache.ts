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

interface CodeCache {
  /** Undefined when no code is kept. */
  readonly store: Store | undefined;
  /** Code is kept apart for each purpose: it holds the functions that were used. Names the version of Node.js and the processor as well. */
  readonly purpose: string;
}

/**
 * Loads a CommonJS module with the code that V8 compiled for it at an earlier start. V8 itself checks that the code is of its own version
 * and for this source.
 */
export function loadModule<T>(file: string, { store, purpose }: CodeCache): LoadedModule<T> {
  const key = ['code', file, buildOf(file), purpose].join(' ');
  const known = store?.get(key);
  const script = new Script(wrap(readFileSync(file, 'utf8')), {
    filename: file,
    ...(known === undefined ? {} : { cachedData: known }),
  });
  const loaded: { exports: T } = { exports: {} as T };
  const run = script.runInThisContext() as (...values: readonly unknown[]) => void;
  run.call(loaded.exports, loaded.exports, createRequire(file), loaded, file, path.dirname(file));
  return {
    exports: loaded.exports,
    keep() {
      if (known === undefined || script.cachedDataRejected === true) store?.put(key, script.createCachedData());
    },
  };
}

/** Differs from build to build of the same version. Package managers give the files of all versions the same time. */
export function buildOf(file: string): string {
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs} ${size}`;
}
