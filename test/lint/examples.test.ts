import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseConfig } from '../../server/src/config/config';
import { engines } from '../../server/src/engines';
import { lintFiles } from './lintFiles';

const examples = path.join(import.meta.dirname, '../../examples');

/** Checks the findings of an example, as `file: marked text: rule severity`. */
async function check(name: string, expected: readonly string[]): Promise<void> {
  const folder = path.join(examples, name, 'migrations');
  const files = Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
  const config = readdirSync(path.join(examples, name)).includes('migration-lens.json')
    ? parseConfig(readFileSync(path.join(examples, name, 'migration-lens.json'), 'utf8'), engines)
    : parseConfig('', engines);
  assert.deepEqual(config.problems, []);
  const findings = await lintFiles(files, config.config);
  assert.deepEqual(
    findings.map(({ file, span, rule, severity }) => `${file}: ${files[file]!.slice(span.start, span.end)}: ${rule} ${severity}`),
    expected,
  );
}

describe('the examples', () => {
  it('shop: what its README says', () =>
    check('shop', [
      '000003_create_orders.up.sql: product_id: fk-missing-index error',
      '000006_create_tags.up.sql: tags: missing-updated-at warning',
      '000008_one_cart_per_user.down.sql: : empty-down-migration warning',
      '000010_add_order_note.up.sql: ALTER TABLE orders ADD COLUMN note text;: missing-down-migration warning',
    ]));
  it('notes: nothing', () => check('notes', []));
});
