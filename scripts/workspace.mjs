import { cpSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, temporaryFolder } from './process.mjs';

/**
 * A copy of one of the examples that a test may write to.
 *
 * @param {string} name the folder's name in examples/, and the copy's
 * @param {string} [repository] the folder that holds examples/
 * @returns `folder`, an absolute path, and `remove`
 */
export function copyOfExample(name, repository = root) {
  // The real path: on macOS the temporary folder is behind a link, and an editor reports its files by their real names.
  const parent = realpathSync(temporaryFolder('workspace'));
  const folder = path.join(parent, name);
  mkdirSync(folder);
  cpSync(path.join(repository, 'examples', name), folder, { recursive: true });
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}
