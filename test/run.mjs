// Runs everything that belongs to `npm test` in this order, and goes on after a stage that fails. The last line is the sum.
//
//   node test/run.mjs [--long] [--seed=NUMBER] [names of stages ...]     all of them, or these
//
// --long makes property and differential tests try the large numbers of cases, with a random seed that is printed; --seed sets it
// (test/support/runs.ts).

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { askForCounts, readCounts } from '../scripts/counts.mjs';
import { root, runNode, temporaryFolder, toolScript } from '../scripts/process.mjs';

// `counts`: the stage counts its tests. Any other stage counts as one.
const stages = [
  { name: 'build', command: ['esbuild.mjs', '--editor-tests'] },
  { name: 'types', command: [toolScript('typescript', 'tsc'), '-b'] },
  { name: 'lint', command: [toolScript('@biomejs/biome', 'biome'), 'ci', '.'] },
  { name: 'unused', command: [toolScript('knip')] },
  { name: 'unit', command: mocha(), counts: true },
  { name: 'editor', command: ['test/vscode/runTests.mjs'], counts: true },
  { name: 'e2e', command: ['test/e2e/run.mjs'], counts: true },
];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { long: { type: 'boolean' }, seed: { type: 'string' } } });
const unknown = positionals.find((word) => stages.every(({ name }) => name !== word));
if (unknown) throw new Error(`There is no stage ${unknown}; there are ${stages.map(({ name }) => name).join(', ')}.`);
const chosen = stages.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const scratch = temporaryFolder('test');
// Some machines run tests without a home; npm and VS Code both want a folder of their user's.
const env = { ...process.env, HOME: process.env.HOME || path.join(scratch, 'home') };
mkdirSync(env.HOME, { recursive: true });
// What the command line keeps for its next run stays out of the user's cache.
env.XDG_CACHE_HOME = path.join(scratch, 'cache');
if (values.long) env.TEST_RUN = 'long';
if (values.seed) env.TEST_SEED = values.seed;
// CI=true makes some tools write colours into files.
if (!process.stdout.isTTY) env.NO_COLOR ??= '1';

const results = [];
for (const stage of chosen) results.push(await runStage(stage));
printSummary();

function mocha() {
  const ignored = ['test/vscode/**', 'test/e2e/**'].flatMap((pattern) => ['--ignore', pattern]);
  const strict = ['--forbid-only', '--forbid-pending', '--fail-zero'];
  return [toolScript('mocha'), '--reporter', path.join(root, 'scripts', 'mochaReporter.mjs'), ...strict, ...ignored, 'test/**/*.test.ts'];
}

async function runStage({ name, command, counts }) {
  console.log(`\n=== ${name} ===\n`);
  const begin = Date.now();
  const file = path.join(scratch, `${name}.json`);
  const exitCode = await runNode(command, { env: counts ? { ...env, ...askForCounts(file) } : env });
  return { name, milliseconds: Date.now() - begin, ...verdict({ name, exitCode, counts, file }) };
}

/** Result of a stage for the sum. It fails if its counts or its exit code say so, or if it ends before it has counted. */
function verdict({ name, exitCode, counts, file }) {
  if (!counts) return exitCode === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [name] };
  const counted = readCounts(file) ?? { passed: 0, failures: [`${name} ended before it had counted its tests`] };
  if (exitCode === 0 || counted.failures.length > 0) return counted;
  return { ...counted, failures: [`${name} ended with ${exitCode}`] };
}

function printSummary() {
  console.log('\n=== summary ===\n');
  for (const { name, milliseconds, passed, failures } of results) {
    const time = `${(milliseconds / 1000).toFixed(1)} s`;
    console.log(`${name.padEnd(8)}${time.padStart(9)}${String(passed).padStart(7)} passed${String(failures.length).padStart(5)} failed`);
    for (const failure of failures) console.log(`          ${failure}`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failures.length, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
