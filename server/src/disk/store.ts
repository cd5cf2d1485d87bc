import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Entries on the disk that can be worked out again: it does no harm when one is lost. Several processes may use a store at once. No
 * method throws; where the folder cannot be written, nothing is kept.
 */
export interface Store {
  /** The entry of a key; undefined when there is none, or when its file is damaged. */
  get(key: string): Uint8Array | undefined;
  put(key: string, entry: Uint8Array): void;
}

/** A store for one build of the program: another build may work out something else. */
export interface Cache {
  readonly store: Store;
  /** Differs from build to build, also where the version is the same. */
  readonly build: string;
}

/** Bytes that all stores of a user may take together: they share a folder. */
export const CACHE_LIMIT = 128 * 1024 * 1024;

/** A store in a folder. When its entries take more bytes than `limit`, those that were used least recently are removed. */
export function storeIn(folder: string, limit: number): Store {
  const fileOf = (key: string): string => path.join(folder, createHash('sha256').update(key).digest('hex'));
  return {
    get(key) {
      try {
        const file = fileOf(key);
        const content = readFileSync(file);
        const entry = content.subarray(CHECKSUM_LENGTH);
        if (!checksum(entry).equals(content.subarray(0, CHECKSUM_LENGTH))) return undefined;
        const now = new Date();
        utimesSync(file, now, now);
        return entry;
      } catch {
        return undefined;
      }
    },
    put(key, entry) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const file = fileOf(key);
        // Renamed when it is complete, so no other process sees half of it.
        const draft = `${file}.${process.pid}.tmp`;
        writeFileSync(draft, Buffer.concat([checksum(entry), entry]));
        renameSync(draft, file);
        removeOldest(folder, limit);
      } catch {
        // A full or read-only disk: the work is done anew next time.
      }
    },
  };
}

const CHECKSUM_LENGTH = 32;

function checksum(entry: Uint8Array): Buffer {
  return createHash('sha256').update(entry).digest();
}

function removeOldest(folder: string, limit: number): void {
  const files = readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    return found === undefined ? [] : [{ file, size: found.size, used: found.mtimeMs }];
  });
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of files.sort((a, b) => a.used - b.used)) {
    if (total <= limit) return;
    rmSync(file, { force: true });
    total -= size;
  }
}
