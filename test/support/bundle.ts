import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** The absolute path of a file in dist/, which is built if it is missing. A build that is there is taken as it is. */
export function bundle(name: string): string {
  const file = path.join(root, 'dist', name);
  if (!existsSync(file)) execFileSync(process.execPath, [path.join(root, 'esbuild.mjs')], { stdio: 'pipe' });
  return file;
}
