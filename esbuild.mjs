// Bundles the extension and the command line into dist/.
//
//   node esbuild.mjs                  development bundles with source maps
//   node esbuild.mjs --watch          the same, again after every change
//   node esbuild.mjs --production     minified, without source maps, for the .vsix
//   node esbuild.mjs --editor-tests   the development bundles and the in-editor suite in out/test-vscode/

import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { context } from 'esbuild';
import { libpgQueryInBrowser } from './scripts/build/libpgQuery.mjs';
import { mermaidForErDiagrams } from './scripts/build/mermaid.mjs';
import { writeNotices } from './scripts/build/notices.mjs';
import { watchMarkers } from './scripts/build/watchMarkers.mjs';

const flags = process.argv.slice(2);
const known = ['--watch', '--production', '--editor-tests'];
const unknown = flags.find((flag) => !known.includes(flag));
if (unknown) fail(`unknown option ${unknown}; there are ${known.join(', ')}`);
const watch = flags.includes('--watch');
const production = flags.includes('--production');

// The bundler may be started in any folder (by an editor's task, by a test), but the paths below are relative to the repository.
process.chdir(import.meta.dirname);

const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  logLevel: 'info',
  // The licences are in a file of their own: scripts/build/notices.mjs.
  legalComments: 'none',
  metafile: production,
  plugins: watch ? [watchMarkers()] : [],
};

// VS Code loads an extension's main file with require(). `module` before `main`: some dependencies' `main` is a UMD file whose inner
// require() calls a bundler cannot follow.
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };
const browser = { ...common, platform: 'browser', target: 'es2022' };

const bundles = [
  { ...node, entryPoints: ['client/src/node.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { ...browser, format: 'cjs', entryPoints: ['client/src/browser.ts'], outfile: 'dist/extension.web.js', external: ['vscode'] },
  { ...node, entryPoints: ['server/src/node.ts'], outfile: 'dist/server.js' },
  {
    ...browser,
    format: 'iife',
    entryPoints: ['server/src/browser.ts'],
    outfile: 'dist/server.web.js',
    plugins: [...common.plugins, libpgQueryInBrowser()],
  },
  { ...node, entryPoints: ['server/src/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  // Loaded by dist/cli.js when a command runs.
  { ...node, entryPoints: ['server/src/commands.ts'], outfile: 'dist/commands.js' },
  {
    ...browser,
    format: 'esm',
    splitting: true,
    entryPoints: ['client/webview/diagram.ts', ...filesIn('client/webview', '.css')],
    outbase: 'client/webview',
    outdir: 'dist/webview',
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [...common.plugins, mermaidForErDiagrams()],
  },
];

if (flags.includes('--editor-tests')) {
  bundles.push({
    ...node,
    // The stack of a failure has to name the lines of the .ts files.
    sourcemap: 'inline',
    entryPoints: ['test/vscode/index.ts', ...filesIn('test/vscode', '.test.ts')],
    outdir: 'out/test-vscode',
    // mocha has to be loaded once, and its files find each other on the disk.
    external: ['vscode', 'mocha'],
  });
  rmSync('out/test-vscode', { recursive: true, force: true });
}

// Chunk names hold a hash, and only development bundles have source maps, so files of an earlier build would end up in the .vsix.
rmSync(production ? 'dist' : 'dist/webview', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
// The parser's loader looks for this file beside its bundle.
copyFileSync('node_modules/libpg-query/wasm/libpg-query.wasm', 'dist/libpg-query.wasm');

const contexts = await Promise.all(bundles.map((options) => context(options)));
if (watch) {
  await Promise.all(contexts.map((it) => it.watch()));
} else {
  const results = await Promise.allSettled(contexts.map((it) => it.rebuild()));
  await Promise.all(contexts.map((it) => it.dispose()));
  // esbuild has already printed the errors.
  if (results.some((result) => result.status === 'rejected')) process.exit(1);
  chmodSync('dist/cli.js', 0o755);
  if (production)
    writeNotices(
      results.map(({ value }) => value.metafile),
      'dist/ThirdPartyNotices.txt',
    );
}

function filesIn(folder, ending) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => path.posix.join(folder, name));
}

function fail(message) {
  console.error(`esbuild.mjs: ${message}`);
  process.exit(2);
}
