import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Compares a text with a file under `__snapshots__`; `UPDATE=1` writes the file instead. */
export function matchSnapshot(name: string, actual: string): void {
  const file = path.join(import.meta.dirname, '__snapshots__', name);
  if (process.env.UPDATE === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  assert.ok(existsSync(file), `${name} is not there yet: run with UPDATE=1 and read it`);
  assert.equal(actual, readFileSync(file, 'utf8'));
}
