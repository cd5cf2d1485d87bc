import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The VS Code that the in-editor tests run in, as options for @vscode/test-electron:
 * 1. VSCODE_DESKTOP names the executable of an installed one;
 * 2. MIGRATION_LENS_DOWNLOAD_VSCODE=1 (and macOS and Windows) downloads a desktop one, which on Linux needs a display;
 * 3. otherwise the served one, from the npm registry.
 */
export function chooseVscode() {
  const desktop = process.env.VSCODE_DESKTOP;
  if (desktop) {
    if (existsSync(desktop)) return { vscodeExecutablePath: desktop };
    throw new Error(`VSCODE_DESKTOP names ${desktop}, and there is no such file.`);
  }
  if (process.env.MIGRATION_LENS_DOWNLOAD_VSCODE === '1' || process.platform !== 'linux') return {};
  return { vscodeExecutablePath: path.join(import.meta.dirname, 'code.mjs') };
}
