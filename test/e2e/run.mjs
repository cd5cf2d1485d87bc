// End to end: packages the extension, installs the .vsix in a real VS Code and drives it in a browser.
//
//   node test/e2e/run.mjs [--extension=FOLDER] [--vsix=FILE] [words of a scenario's name ...]
//
// --extension takes another extension's folder than this repository, laid out the same way; --vsix a package that was made before; words
// choose the scenarios whose name has them. The screenshots go to out/screenshots/, which git ignores.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { reportCounts } from '../../scripts/counts.mjs';
import { packageExtension, problemsOfPackage } from '../../scripts/package.mjs';
import { root } from '../../scripts/process.mjs';
import { startBrowser } from '../../scripts/vscode/chromium.mjs';
import { startServer } from '../../scripts/vscode/server.mjs';
import { runScenario } from './scenario.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { extension: { type: 'string' }, vsix: { type: 'string' } } });
const extension = path.resolve(values.extension ?? root);
const shots = path.join(extension, 'out', 'screenshots');
rmSync(shots, { recursive: true, force: true });
mkdirSync(shots, { recursive: true });

const failures = [];
let passed = 0;

let vsix = values.vsix && path.resolve(values.vsix);
if (!vsix) {
  await check('the package is small and holds only what users run', async () => {
    vsix = await packageExtension(extension);
    const problems = await problemsOfPackage(vsix, extension);
    if (problems.length > 0) throw new Error(`${path.basename(vsix)}: ${problems.join('; ')}`);
  });
}

const scenarios = await loadScenarios();
// A package that cannot be installed fails every scenario by name, so that none is missing from the count.
const editor = await startEditor().catch((error) => ({ error, stop: async () => {} }));
try {
  for (const scenario of scenarios) {
    await check(scenario.name, async () => {
      if (editor.error) throw editor.error;
      await runScenario(scenario, { ...editor, repository: extension, shots });
    });
  }
} finally {
  await editor.stop();
}

console.log(`\n  ${passed} passing, ${failures.length} failing`);
reportCounts({ passed, failures });
process.exitCode = failures.length === 0 ? 0 : 1;

async function loadScenarios() {
  const folder = path.join(extension, 'test', 'e2e');
  const names = readdirSync(folder).filter((name) => name.endsWith('.e2e.mjs'));
  const all = await Promise.all(names.sort().map((name) => import(pathToFileURL(path.join(folder, name)))));
  const chosen = all.filter(({ name }) => positionals.every((word) => name.includes(word)));
  if (chosen.length === 0) throw new Error(`No scenario in ${folder} has ${positionals.join(' and ') || 'been written'}.`);
  return chosen;
}

async function startEditor() {
  if (!vsix) throw new Error('there is no package to install');
  const server = await startServer({ vsix });
  try {
    const browser = await startBrowser();
    return { server, browser, stop: () => Promise.all([browser.close(), server.stop()]) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function check(name, body) {
  const begin = Date.now();
  try {
    await body();
    passed++;
    console.log(`  ✔ ${name} (${seconds(begin)})`);
  } catch (error) {
    failures.push(name);
    console.log(`  ✘ ${name} (${seconds(begin)})\n${indent(error.stack ?? String(error))}`);
  }
}

function seconds(begin) {
  return `${((Date.now() - begin) / 1000).toFixed(1)} s`;
}

function indent(text) {
  return text.replace(/^/gm, '      ');
}
