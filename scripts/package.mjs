// `node scripts/package.mjs`: makes the .vsix and checks its contents.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { capture, root, toolScript } from './process.mjs';

const sizeLimit = 6_000_000;

// Files that the extension does not need at run time. The first pattern matches `.d.ts` as well.
const unwanted = [
  /\.[mc]?ts$/,
  /\.tsbuildinfo$/,
  /\.map$/,
  /(^|\/)node_modules\//,
  /(^|\/)tests?\//,
  /^(out|client|server|scripts|bench)\//,
  /^\./,
];
const wanted = [
  'dist/ThirdPartyNotices.txt',
  'dist/extension.js',
  'dist/extension.web.js',
  'dist/server.js',
  'dist/server.web.js',
  'dist/libpg-query.wasm',
];

/**
 * Packages an extension. vsce runs the script `vscode:prepublish` of its package.json, which makes the production bundles.
 *
 * @param {string} [extension] its folder; the .vsix goes into its out/
 * @returns the .vsix file's absolute path
 */
export async function packageExtension(extension = root) {
  const { name, version } = JSON.parse(readFileSync(path.join(extension, 'package.json'), 'utf8'));
  const vsix = path.join(extension, 'out', `${name}-${version}.vsix`);
  mkdirSync(path.dirname(vsix), { recursive: true });
  await capture(process.execPath, [toolScript('@vscode/vsce', 'vsce'), 'package', '--no-dependencies', '--out', vsix], { cwd: extension });
  return vsix;
}

/**
 * The problems of a package: its size, unwanted files, missing files.
 *
 * @returns one sentence each; empty when there are none
 */
export async function problemsOfPackage(vsix, extension = root) {
  const listing = await capture(process.execPath, [toolScript('@vscode/vsce', 'vsce'), 'ls', '--no-dependencies'], { cwd: extension });
  const files = listing.split(/\r?\n/).filter((line) => line !== '');
  const problems = files.filter((file) => unwanted.some((pattern) => pattern.test(file))).map((file) => `${file} must not be in it`);
  problems.push(...wanted.filter((file) => !files.includes(file)).map((file) => `${file} is missing`));
  const { size } = statSync(vsix);
  if (size > sizeLimit) problems.push(`it has ${size} bytes, more than ${sizeLimit}`);
  return problems;
}

if (process.argv[1] === import.meta.filename) {
  const vsix = await packageExtension();
  const problems = await problemsOfPackage(vsix);
  console.log(`${path.relative(process.cwd(), vsix)}: ${(statSync(vsix).size / 1e6).toFixed(2)} MB`);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
