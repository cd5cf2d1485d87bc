import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { engines } from '../../server/src/engines/index';
import { lint } from '../../server/src/lint/engine/lint';
import type { Finding, Rule } from '../../server/src/lint/engine/rule';
import type { LintSettings } from '../../server/src/lint/engine/settings';
import rules from '../../server/src/lint/rules/index';
import type { Engine } from '../../server/src/schema/model/schema';
import { type Files, fixed, inputOf, lintFiles, mark, marked, only } from './lintFiles';

const folder = path.join(import.meta.dirname, '..', '..', 'server', 'src', 'lint', 'rules');

describe('rules', () => {
  it('are listed in the order of their ids, each in a file of that name', () => {
    const files = readdirSync(folder)
      .filter((file) => file !== 'index.ts' && file !== 'categories.ts')
      .map((file) => file.replace(/\.ts$/, ''));
    assert.deepEqual(
      rules.map(({ id }) => id),
      files.sort(),
    );
  });

  for (const rule of rules) {
    describe(rule.id, () => {
      rule.bad.forEach((example, i) => {
        it(`finds what is bad: ${example.note ?? i + 1}`, async () => {
          const { text, spans } = marked(example.sql);
          assert.ok(spans.length > 0, 'a bad example has a mark');
          const files = filesOf(example, text);
          const findings = await findingsOf(rule, example, files);
          assert.equal(
            mark(
              text,
              findings.filter(({ file }) => file === nameOf(example)),
            ),
            example.sql,
          );
          const safe = findings.flatMap(({ fixes }) => fixes).filter(({ safety }) => safety === 'safe');
          assert.equal(safe.length > 0, example.fixed !== undefined, 'a safe fix and its text go together');
          if (example.fixed !== undefined) await checkFix(rule, example, files, findings);
        });
      });
      if (rule.engines !== 'all') checkEngines(rule, rule.engines);
      it('says what its fixes are', async () => {
        const safeties = new Set<string>();
        for (const example of rule.bad)
          for (const { fixes } of await findingsOf(rule, example, filesOf(example, marked(example.sql).text)))
            for (const { safety } of fixes) safeties.add(safety);
        assert.equal(rule.fix, safeties.has('safe') ? 'safe' : safeties.has('unsafe') ? 'unsafe' : undefined);
      });
      rule.good.forEach((example, i) => {
        it(`leaves alone what is good: ${example.note ?? i + 1}`, async () => {
          assert.ok(!/[«»]/.test(example.sql));
          assert.deepEqual(await findingsOf(rule, example, filesOf(example, example.sql)), []);
        });
      });
    });
  }
});

function checkEngines(rule: Rule, named: readonly string[]): void {
  it('has a bad example for each engine that it names', () => {
    const shown = rule.bad.map(({ engine = DEFAULT_ENGINE }) => engine);
    assert.deepEqual([...new Set(shown)].sort(), [...named].sort());
  });
  it('finds nothing in migrations for another engine', async () => {
    for (const example of rule.bad) {
      const input = await inputOf(filesOf(example, marked(example.sql).text));
      const findings = lint({ ...input, engine: { ...input.engine, id: 'another' } });
      assert.deepEqual(
        findings.filter((finding) => finding.rule === rule.id),
        [],
      );
    }
  });
}

type Example = Rule['bad'][number];

async function checkFix(rule: Rule, example: Example, files: Files, findings: readonly Finding[]): Promise<void> {
  const after = fixed(files, findings[0]!.fixes[0]!);
  assert.equal(after[nameOf(example)], example.fixed);
  assert.deepEqual(await findingsOf(rule, example, after), []);
}

/** Findings of the rule itself. unused-suppression needs the other rules to run, whose findings are left out. */
async function findingsOf(rule: Rule, example: Example, files: Files): Promise<readonly Finding[]> {
  const settings: LintSettings = rule.id === 'unused-suppression' ? { rules: {} } : only(rule.id);
  const own = { ...settings.rules[rule.id], ...(example.options === undefined ? {} : { options: example.options }) };
  const findings = await lintFiles(files, { rules: { ...settings.rules, [rule.id]: own } }, await engineOf(example));
  return findings.filter((finding) => finding.rule === rule.id);
}

async function engineOf({ engine: id = DEFAULT_ENGINE }: Example): Promise<Engine> {
  const engine = engines.find((one) => one.id === id);
  assert.ok(engine !== undefined, `there is no engine ${id}`);
  return engine.load();
}

/** The engine of examples that name none. */
const DEFAULT_ENGINE = 'postgresql';

function filesOf(example: Example, text: string): Files {
  return { ...example.files, [nameOf(example)]: text };
}

function nameOf(example: Example): string {
  return example.file ?? '001_example.sql';
}
