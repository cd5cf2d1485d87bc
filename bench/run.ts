// What the core costs: a cold replay with lint, and a keystroke. Figures of one machine at one moment: compare them side by side.
//
//   npm run bench                 a generated workspace
//   npm run bench -- FOLDER       the migrations of a real one

import path from 'node:path';
import { readText, walk } from '../server/src/cli/disk';
import { isSkippedFolder, isWatched } from '../server/src/cli/watched';
import { loadDialect } from '../server/src/loadDialect';
import { createProject, type Project } from '../server/src/project';
import type { Dialect } from '../server/src/sql/dialect';
import { BIG_FILE, generateWorkspace } from './workspace';

const KEYSTROKES = 100;

async function main(folder: string | undefined): Promise<void> {
  const dialect = await loadDialect();
  const files = folder === undefined ? generateWorkspace(1000, 300) : filesOf(folder);
  const { project, milliseconds } = cold(dialect, files);
  const statements = project.statementsRead;
  const migrations = project.roots().reduce((sum, root) => sum + root.layout.migrations.length, 0);
  console.log(`cold replay and lint   ${milliseconds.toFixed(0)} ms   ${migrations} migrations, ${statements} statements read`);
  keystrokes(project, folder === undefined ? BIG_FILE : longest(project));
  console.log(`resident memory        ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`);
}

function cold(dialect: Dialect, files: ReadonlyMap<string, string>): { readonly project: Project; readonly milliseconds: number } {
  const start = performance.now();
  const project = createProject(dialect);
  project.update(files);
  for (const root of project.roots()) project.findings(root);
  return { project, milliseconds: performance.now() - start };
}

/** A letter typed in the middle of a file and taken back, again and again, with the findings of the file after each. */
function keystrokes(project: Project, file: string): void {
  const text = project.text(file)!;
  const middle = text.indexOf('\n', text.length / 2) + 1;
  const before = project.statementsRead;
  const times = Array.from({ length: KEYSTROKES }, (_, i) => {
    const start = performance.now();
    project.update(new Map([[file, i % 2 === 0 ? `${text.slice(0, middle)}x${text.slice(middle)}` : text]]));
    const root = project.rootOf(file);
    if (root !== undefined) project.findings(root, new Set([file]));
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const at = (share: number): string => times[Math.floor(share * (KEYSTROKES - 1))]!.toFixed(1);
  const lines = text.split('\n').length;
  console.log(
    `keystroke              p50 ${at(0.5)} ms, p95 ${at(0.95)} ms   ${lines} lines, ${project.statementsRead - before} statements read`,
  );
}

function longest(project: Project): string {
  const files = project.roots().flatMap((root) => [...root.files]);
  return files.sort((a, b) => project.text(b)!.length - project.text(a)!.length)[0] ?? fail('There are no migrations.');
}

function filesOf(folder: string): ReadonlyMap<string, string> {
  const files = walk(folder, { isWanted: isWatched, isSkipped: isSkippedFolder });
  return new Map(files.map((file) => [file, readText(path.join(folder, file))?.text ?? '']));
}

function fail(message: string): never {
  throw new Error(message);
}

void main(process.argv[2]);
