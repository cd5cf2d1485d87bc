import { readFile } from 'node:fs/promises';
import path from 'node:path';

// The module is compiled first, and awaited, so that a browser that refuses WebAssembly rejects the loader's promise. Inside
// `instantiateWasm`, the same refusal would leave the loader waiting for ever.
const loader = `
import create from './libpg-query.js';
import bytes from './libpg-query.wasm';

export default async function load() {
  const compiled = await WebAssembly.compile(bytes);
  return create({
    instantiateWasm(imports, done) {
      done(new WebAssembly.Instance(compiled, imports));
    },
  });
}
`;

/**
 * Makes libpg-query run in a web worker. Its WebAssembly becomes part of the bundle, because a worker of a web extension has no folder to
 * read from. The two Node modules that its loader imports, but uses only in Node, become empty.
 */
export function libpgQueryInBrowser() {
  return {
    name: 'libpg-query-in-browser',
    setup(build) {
      const insideLibpgQuery = /[\\/]libpg-query[\\/]wasm[\\/]/;

      build.onResolve({ filter: /^\.\/libpg-query\.js$/ }, ({ importer, resolveDir, namespace }) => {
        if (namespace !== 'file' || !insideLibpgQuery.test(importer)) return undefined;
        return { path: path.join(resolveDir, 'libpg-query.js'), namespace: 'libpg-query-loader' };
      });
      build.onLoad({ filter: /.*/, namespace: 'libpg-query-loader' }, (file) => ({
        contents: loader,
        resolveDir: path.dirname(file.path),
      }));
      build.onLoad({ filter: /libpg-query\.wasm$/ }, async (file) => ({ contents: await readFile(file.path), loader: 'binary' }));

      // Only for this package: a `node:` import of the core must still break the build.
      build.onResolve({ filter: /^node:(fs|crypto)$/ }, ({ path: name, importer }) =>
        insideLibpgQuery.test(importer) ? { path: name, namespace: 'empty-node-module' } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'empty-node-module' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}
