import { cpSync } from 'node:fs';
import path from 'node:path';
import { root, temporaryFolder } from './process.mjs';

/**
 * A copy of one of the examples that a test may write to.
 *
 * @param {string} name the folder's name in examples/, and the copy's
 * @param {string} [repository] the folder that holds examples/
 * @returns the copy's absolute path
 */
export function copyOfExample(name, repository = root) {
  const folder = path.join(temporaryFolder('workspace'), name);
  cpSync(path.join(repository, 'examples', name), folder, { recursive: true });
  return folder;
}
