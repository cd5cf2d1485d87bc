import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';

const inlineMap = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/;

/**
 * Replaces positions in bundled test files with positions in the .ts files. The extension host writes its own stacks and
 * ignores source maps.
 *
 * @param {string} text mocha's output
 * @param {string} folder the bundles' folder; its files end with an inline source map
 */
export function withSourceLines(text, folder) {
  const maps = new Map();
  const position = new RegExp(`[^\\s()]*${path.basename(folder)}[\\\\/]([\\w.-]+\\.js):(\\d+):(\\d+)`, 'g');
  return text.replace(position, (whole, name, line, column) => {
    if (!maps.has(name)) maps.set(name, readInlineMap(path.join(folder, name)));
    // Source maps count from 0, stacks from 1.
    const origin = maps.get(name)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!origin?.originalSource) return whole;
    const file = path.relative('.', path.resolve(folder, origin.originalSource));
    return `${file}:${origin.originalLine + 1}:${origin.originalColumn + 1}`;
  });
}

function readInlineMap(file) {
  const found = inlineMap.exec(readFileSync(file, 'utf8'));
  return found ? new SourceMap(JSON.parse(Buffer.from(found[1], 'base64').toString())) : undefined;
}
