import assert from 'node:assert/strict';
import rules from '../../server/src/lint/rules/index';
import { type Files, run, SHOP, within } from './run';

/** One migration whose names hold characters that the formats have to escape, and one without findings. */
const ODD: Files = {
  ...SHOP,
  'migrations/00003_50%, odd & "names".sql': `-- +goose Up
CREATE TABLE "a<b>&""c\u0001" (id bigint PRIMARY KEY, "50%:é, x" bigint REFERENCES users (id),
  created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());

-- +goose Down
DROP TABLE "a<b>&""c\u0001";
`,
};

async function report(format: string, files: Files = ODD): Promise<string> {
  let text = '';
  await within(files, async (folder) => {
    const { stdout, stderr } = await run(['lint', '--format', format], folder);
    assert.equal(stderr, '');
    assert.ok(!stdout.includes(folder), 'no absolute paths');
    assert.equal((await run(['lint', '--format', format], folder)).stdout, stdout, 'the same, run again');
    text = stdout;
  });
  return text;
}

// biome-ignore lint/suspicious/noExplicitAny: the report formats of other projects are read key by key.
async function parsed(format: string, files?: Files): Promise<any> {
  return JSON.parse(await report(format, files));
}

describe('formats of lint', () => {
  it('pretty: the line with carets, the fix, a count', async () => {
    const text = await report('pretty', SHOP);
    assert.match(text, /^migrations\/00002_orders\.sql:4:3: warning: .* \[fk-missing-index\]\n {3}4 \| {3}user_id bigint/);
    assert.match(text, /\n {5}\| {3}\^{7}\n {2}fix: Create index .*\n\n1 warning in 1 file\. One can be fixed with --fix\.\n$/);
  });

  it('pretty: colours only where they are wanted', () =>
    within(SHOP, async (folder) => {
      assert.ok((await run(['lint'], folder, true)).stdout.includes('\u001b['));
      assert.ok(!(await run(['lint'], folder, false)).stdout.includes('\u001b['));
    }));

  it('json: what its help says', async () => {
    const { findings, summary } = await parsed('json', SHOP);
    assert.deepEqual(summary, { files: 2, error: 0, warning: 1, information: 0, hint: 0 });
    assert.equal(findings.length, 1);
    const { message, fingerprint, fixes, ...place } = findings[0];
    assert.deepEqual(place, {
      rule: 'fk-missing-index',
      category: 'indexing',
      severity: 'warning',
      file: 'migrations/00002_orders.sql',
      line: 4,
      column: 3,
      endLine: 4,
      endColumn: 10,
      related: [],
    });
    assert.match(message, /orders/);
    assert.match(fingerprint, /^[0-9a-f]{32}$/);
    assert.deepEqual(fixes, [{ title: 'Create index `orders_user_id_idx`', safety: fixes[0].safety }]);
  });

  it('json: without findings', async () => {
    const { findings, summary } = await parsed('json', { 'migrations/1_a.sql': SHOP['migrations/00001_users.sql']! });
    assert.deepEqual(findings, []);
    assert.equal(summary.files, 1);
  });

  it('fingerprints outlive lines that come above, and tell findings apart', async () => {
    const prints = async (files: Files) => (await parsed('json', files)).findings.map((one: { fingerprint: string }) => one.fingerprint);
    const before = await prints(ODD);
    assert.equal(new Set(before).size, 2);
    const text = SHOP['migrations/00002_orders.sql'] as string;
    assert.deepEqual(await prints({ ...ODD, 'migrations/00002_orders.sql': text.replace('Up\n', 'Up\n-- one\n-- two\n') }), before);
  });

  it('sarif: rules, places, fixes', async () => {
    const log = await parsed('sarif');
    assert.equal(log.version, '2.1.0');
    const [{ tool, results, columnKind }] = log.runs;
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.deepEqual(
      tool.driver.rules.map(({ id }: { id: string }) => id),
      rules.map(({ id }) => id),
    );
    assert.equal(results.length, 2);
    for (const result of results) {
      assert.equal(tool.driver.rules[result.ruleIndex].id, result.ruleId);
      assert.equal(result.level, 'warning');
      assert.equal(typeof result.partialFingerprints['migrationLens/v1'], 'string');
    }
    const [first, odd] = results;
    const { artifactLocation, region } = first.locations[0].physicalLocation;
    assert.deepEqual(artifactLocation, { uri: 'migrations/00002_orders.sql', uriBaseId: '%SRCROOT%' });
    assert.deepEqual(region, { startLine: 4, startColumn: 3, endLine: 4, endColumn: 10 });
    const [{ artifactChanges }] = first.fixes;
    assert.match(artifactChanges[0].replacements[0].insertedContent.text, /CREATE INDEX orders_user_id_idx/);
    const { uri } = odd.locations[0].physicalLocation.artifactLocation;
    assert.equal(decodeURIComponent(uri), 'migrations/00003_50%, odd & "names".sql');
    assert.ok(!/[ "%]/.test(uri.replace(/%[0-9A-F]{2}/g, '')), uri);
  });

  it('github: one command a line, escaped', async () => {
    const lines = (await report('github')).trimEnd().split('\n');
    assert.equal(lines.length, 2);
    assert.match(lines[0]!, /^::warning file=migrations\/00002_orders\.sql,line=4,endLine=4,col=3,endColumn=10,title=fk-missing-index::/);
    assert.match(lines[1]!, /^::warning file=migrations\/00003_50%25%2C odd & "names"\.sql,line=2,/);
    assert.match(lines[1]!, /::[^\n]*50%25:é, x/);
  });

  it('github: nothing without findings', async () =>
    assert.equal(await report('github', { 'migrations/1_a.sql': SHOP['migrations/00001_users.sql']! }), ''));

  it('gitlab: what code quality asks for', async () => {
    const entries = await parsed('gitlab');
    assert.equal(new Set(entries.map((entry: { fingerprint: string }) => entry.fingerprint)).size, 2);
    const { description, fingerprint: _, ...rest } = entries[0];
    assert.match(description, /orders/);
    assert.deepEqual(rest, {
      check_name: 'fk-missing-index',
      severity: 'major',
      location: { path: 'migrations/00002_orders.sql', lines: { begin: 4, end: 4 } },
    });
  });

  it('junit: one suite a file, well-formed', async () => {
    const text = await report('junit');
    assert.match(
      text,
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="migration-lens" tests="3" failures="2" errors="0">\n/,
    );
    assert.equal(text.match(/<testsuite /g)?.length, 3);
    assert.match(text, /<testcase name="migrations\/00001_users\.sql" classname="migrations\/00001_users\.sql"\/>/);
    assert.match(text, /<testsuite name="migrations\/00003_50%, odd &amp; &quot;names&quot;\.sql" tests="1" failures="1" errors="0">/);
    assert.match(text, /a&lt;b&gt;&amp;/);
    assert.ok(!text.includes('\u0001'));
    const open: string[] = [];
    for (const [, close, name, empty] of text.replace(/^<\?.*\?>/, '').matchAll(/<(\/?)([a-z]+)(?: [a-z]+="[^"<]*")*(\/?)>/g)) {
      if (close === '/') assert.equal(open.pop(), name);
      else if (empty === '') open.push(name!);
    }
    assert.deepEqual(open, []);
  });
});
