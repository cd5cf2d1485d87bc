// Checks a release: the newest heading of CHANGELOG.md and the version in package.json have to be the same.
//
//   node scripts/release.mjs check [TAG]   prints the problems, with those of the tag
//   node scripts/release.mjs notes         prints the notes: CHANGELOG.md below its newest heading
//   node scripts/release.mjs tag           checks, and makes the tag for the commit that is checked out
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { capture, root } from './process.mjs';

/**
 * The newest release of a changelog: its first heading of the second level, and the text below it.
 *
 * @returns {{ version: string, notes: string }} `version` is empty without a heading
 */
export function newestRelease(changelog) {
  const [, section = ''] = changelog.split(/^## /m);
  const [heading] = section.split('\n', 1);
  return { version: heading.trim(), notes: section.slice(heading.length).trim() };
}

/**
 * The problems of a release, one sentence each.
 *
 * @param {{ changelog: string, manifest: { version: string }, lock: { version: string }, tag?: string }} release the text of CHANGELOG.md, the
 *   contents of package.json and package-lock.json, and the tag if there is one
 * @returns {string[]} empty when there are none
 */
export function problemsOfRelease({ changelog, manifest, lock, tag }) {
  const { version, notes } = newestRelease(changelog);
  const { version: expected } = manifest;
  const problems = [];
  if (version !== expected) problems.push(`The newest heading of CHANGELOG.md is "${version}", and package.json has version ${expected}.`);
  if (notes === '') problems.push('CHANGELOG.md says nothing below its newest heading.');
  if (lock.version !== expected) problems.push(`package-lock.json has version ${lock.version}, not ${expected}: run \`npm install\`.`);
  if (tag !== undefined && tag !== `v${expected}`) problems.push(`The tag is ${tag}, and package.json has version ${expected}.`);
  return problems;
}

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2));

async function main([command, tag]) {
  const changelog = read('CHANGELOG.md');
  const manifest = JSON.parse(read('package.json'));
  if (command === 'notes') return console.log(newestRelease(changelog).notes);
  if (command !== 'check' && command !== 'tag') return fail(['usage: node scripts/release.mjs check [TAG] | notes | tag']);
  const problems = problemsOfRelease({ changelog, manifest, lock: JSON.parse(read('package-lock.json')), tag });
  if (command === 'tag' && (await git('status', '--porcelain')) !== '') problems.push('There are changes that are not committed.');
  if (problems.length > 0) return fail(problems);
  if (command === 'tag') await makeTag(manifest);
}

async function makeTag({ version, displayName }) {
  const tag = `v${version}`;
  await git('tag', '--annotate', tag, '--message', `${displayName} ${version}`);
  console.log(`${tag} is made. \`git push origin ${tag}\` publishes it: .github/workflows/release.yml builds, tests and releases it.`);
}

function read(file) {
  return readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n');
}

function git(...args) {
  return capture('git', args, { cwd: root });
}

function fail(problems) {
  for (const problem of problems) console.error(problem);
  process.exitCode = 1;
}
