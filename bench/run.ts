// Measures a cold replay with lint, and a keystroke. The figures hold for one machine at one moment: compare runs made side by side.
//
//   npm run bench                         a generated workspace of 2,000 migrations
//   npm run bench -- FOLDER               the migrations of a real one
//   npm run bench -- [FOLDER] --peers     the same files through squawk as well, in turns

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFiles, readText } from '../server/src/disk/disk';
import { isSkippedFolder, isWorkspaceFile } from '../server/src/disk/watched';
import { coldLint } from './cold';
import { keystrokes } from './keystrokes';
import { findSquawk } from './squawk';
import { BIG_FILE, generateWorkspace, SMALL_FILE } from './workspace';

const bundles = path.join(import.meta.dirname, '..', 'dist');

async function main(values: readonly string[]): Promise<void> {
  if (!existsSync(path.join(bundles, 'cli.js'))) throw new Error('There is nothing to measure yet: run `npm run build`.');
  const given = values.find((value) => !value.startsWith('--'));
  const squawk = values.includes('--peers') ? findSquawk() : undefined;
  const folder = given === undefined ? writtenWorkspace() : path.resolve(given);
  try {
    coldLint({ bundles, folder, squawk });
    for (const file of given === undefined ? [SMALL_FILE, BIG_FILE] : [longest(folder)])
      await keystrokes({ bundles, folder, file, squawk });
  } finally {
    if (given === undefined) rmSync(folder, { recursive: true });
  }
}

function writtenWorkspace(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  mkdirSync(path.join(folder, 'migrations'));
  for (const [file, text] of generateWorkspace(2000, 600)) writeFileSync(path.join(folder, file), text);
  return folder;
}

function longest(folder: string): string {
  const files = findFiles(folder, { isWanted: isWorkspaceFile, isSkipped: isSkippedFolder }).filter((file) => file.endsWith('.sql'));
  const sizes = files.map((file) => ({ file, size: readText(path.join(folder, file))?.text.length ?? 0 }));
  const [first] = sizes.sort((a, b) => b.size - a.size);
  if (first === undefined) throw new Error('There is no SQL in this folder.');
  return first.file;
}

void main(process.argv.slice(2));
