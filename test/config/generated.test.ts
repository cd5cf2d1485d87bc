import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manifestContributions } from '../../server/src/config/config';
import { generatedFiles, RULE_PAGES } from '../../server/src/config/generated';
import { engines, otherDatabases } from '../../server/src/engines';

const root = path.join(import.meta.dirname, '../..');
const update = process.env.UPDATE === '1';

describe('generated files', () => {
  const files = generatedFiles([...engines, ...otherDatabases], readFileSync(path.join(root, 'README.md'), 'utf8'));
  for (const [name, text] of Object.entries(files))
    it(name, () => {
      const file = path.join(root, name);
      if (update) {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
      assert.equal(existsSync(file) ? readFileSync(file, 'utf8') : '', text, 'run `npm run update`');
    });

  it('leave no page of a removed rule', () => {
    const extra = readdirSync(path.join(root, RULE_PAGES)).filter((name) => files[`${RULE_PAGES}/${name}`] === undefined);
    if (update) for (const name of extra) rmSync(path.join(root, RULE_PAGES, name));
    assert.deepEqual(update ? [] : extra, []);
  });

  it('include the settings block of package.json', () => {
    const file = path.join(root, 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { contributes?: Record<string, unknown> };
    const expected = manifestContributions();
    if (update) {
      writeFileSync(file, `${JSON.stringify({ ...manifest, contributes: { ...manifest.contributes, ...expected } }, null, 2)}\n`);
      return;
    }
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(manifest.contributes?.[key], value, `contributes.${key}`);
  });
});
