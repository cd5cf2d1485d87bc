// Measures a cold replay with lint, and a keystroke. The figures hold for one machine at one moment: compare runs made side by side.
//
//   npm run bench                          a generated workspace of 2,000 migrations
//   npm run bench -- FOLDER…               the migrations of real ones
//   npm run bench -- [FOLDER…] --peers     the same files through squawk as well, in turns
//   npm run bench -- … --rounds=N          rounds of whole processes; 7 unless said

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findFiles } from '../server/src/disk/find';
import { readText } from '../server/src/disk/text';
import { isSkippedFolder, isWorkspaceFile } from '../server/src/disk/watched';
import { coldLint, start } from './cold';
import { keystrokes } from './keystrokes';
import { findSquawk } from './squawk';
import { BIG_FILE, generateWorkspace, SMALL_FILE } from './workspace';

const bundles = path.join(import.meta.dirname, '..', 'dist');

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { peers: { type: 'boolean' }, rounds: { type: 'string', default: '7' } },
  });
  if (!existsSync(path.join(bundles, 'cli.js'))) throw new Error('There is nothing to measure yet: run `npm run build`.');
  const squawk = values.peers === true ? findSquawk() : undefined;
  const rounds = Number(values.rounds);
  start(bundles, rounds);
  if (positionals.length === 0) await measureGenerated({ bundles, squawk, rounds });
  for (const folder of positionals.map((each) => path.resolve(each))) {
    coldLint({ bundles, folder, squawk, rounds });
    for (const place of ['start', 'middle', 'end'] as const) await keystrokes({ bundles, folder, file: longest(folder), place, squawk });
  }
}

interface Measuring {
  readonly bundles: string;
  readonly squawk: string | undefined;
  readonly rounds: number;
}

async function measureGenerated(measuring: Measuring): Promise<void> {
  const folder = writtenWorkspace();
  try {
    coldLint({ ...measuring, folder });
    for (const file of [SMALL_FILE, BIG_FILE]) await keystrokes({ ...measuring, folder, file, place: 'middle' });
  } finally {
    rmSync(folder, { recursive: true });
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
