// `npm run editor`: opens VS Code on the example, with the extension as `npm start` has built it. Without a desktop VS Code, serves one on
// this machine and prints its address.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root, runNode } from './process.mjs';
import { desktopVscode, openDesktop, serveVscode } from './vscode/open.mjs';

const example = 'examples/shop';

if (!existsSync(path.join(root, 'dist', 'extension.js')) && (await runNode(['esbuild.mjs'])) !== 0) process.exit(1);
try {
  await (desktopVscode() ? openDesktop(example) : serveVscode(example));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
