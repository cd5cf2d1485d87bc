// Generates files from the rules and the settings: the rule pages, the table of rules in README.md and the JSON schema of
// migration-lens.json.
//
//   npm run update               writes the files, deletes pages of rules that no longer exist, and names what has changed
//   npm run update -- manifest   prints the block of package.json instead

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manifestContributions } from '../server/src/config/config.ts';
import { generatedFiles, RULE_PAGES } from '../server/src/config/generated.ts';
import { engines, otherDatabases } from '../server/src/engines/index.ts';
import { root } from './process.mjs';

if (process.argv[2] === 'manifest') console.log(JSON.stringify(manifestContributions(), null, 2));
else write();

function write() {
  const files = generatedFiles([...engines, ...otherDatabases], readFileSync(path.join(root, 'README.md'), 'utf8'));
  const changed = Object.keys(files).filter((name) => files[name] !== textOf(path.join(root, name)));
  for (const name of changed) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), files[name]);
  }
  const pages = readdirSync(path.join(root, RULE_PAGES)).map((name) => `${RULE_PAGES}/${name}`);
  const deleted = pages.filter((name) => files[name] === undefined);
  for (const name of deleted) rmSync(path.join(root, name));
  console.log(`${changed.length} of ${Object.keys(files).length} files changed${list(changed)}`);
  if (deleted.length > 0) console.log(`${deleted.length} deleted${list(deleted)}`);
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function list(names) {
  return names.length === 0 ? '' : `: ${names.join(', ')}`;
}
