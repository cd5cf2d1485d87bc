// Generates files from the rules and the settings: the rule pages, the table of rules in README.md and the JSON schema of
// migration-lens.json.
//
//   npx tsx scripts/generate.mjs            writes the files, deletes pages of rules that no longer exist
//   npx tsx scripts/generate.mjs manifest   prints the block of package.json instead

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manifestContributions } from '../server/src/config/config.ts';
import { generatedFiles, RULE_PAGES } from '../server/src/config/generated.ts';
import { engines, otherDatabases } from '../server/src/engines/index.ts';
import { root } from './process.mjs';

if (process.argv[2] === 'manifest') console.log(JSON.stringify(manifestContributions(), null, 2));
else write();

function write() {
  const files = generatedFiles([...engines, ...otherDatabases], readFileSync(path.join(root, 'README.md'), 'utf8'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  for (const name of readdirSync(path.join(root, RULE_PAGES))) {
    if (files[`${RULE_PAGES}/${name}`] === undefined) rmSync(path.join(root, RULE_PAGES, name));
  }
  console.log(`${Object.keys(files).length} files`);
}
