import assert from 'node:assert/strict';
import { type ActiveRule, type Checker, checker } from '../../server/src/lint/engine/check';
import type { StepContext } from '../../server/src/lint/engine/context';
import type { LintInput } from '../../server/src/lint/engine/input';
import { statementMemo } from '../../server/src/lint/engine/memo';
import { defineRule, type Rule } from '../../server/src/lint/engine/rule';
import shippedRules from '../../server/src/lint/rules/index';
import { createProject } from '../../server/src/project/project';
import { testEngine } from '../support/memoryProject';
import { inputOf, marked } from './lintFiles';

/** The rule, which adds its id to `ran` each time that it checks a statement. */
function counted(rule: Rule, ran: string[]): Rule {
  const count = ([key, check]: readonly [string, unknown]): readonly [string, unknown] => {
    if (key === 'root' || key === 'migration') return [key, check];
    if (typeof check === 'object') return [key, Object.fromEntries(Object.entries(check!).map(count))];
    return [
      key,
      (...values: unknown[]) => {
        ran.push(rule.id);
        return (check as (...values: unknown[]) => void)(...values);
      },
    ];
  };
  return { ...rule, check: Object.fromEntries(Object.entries(rule.check).map(count)) };
}

function remembering(rules: readonly Rule[], ran: string[]): Checker {
  return checker(
    rules.map((rule) => counted(rule, ran)),
    { rules: {} },
    statementMemo<ActiveRule>(),
  );
}

/** Number of checks of statements, by rule. */
function tally(ran: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const id of ran) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

describe('the memo of lint', () => {
  describe('of every shipped rule', () => {
    const checked = new Set<string>();
    for (const { id, bad, good } of shippedRules)
      it(`examples of ${id}: no rule asks step.uncached, so none runs again where nothing has changed`, async () => {
        for (const { sql, file = '001_example.sql', files } of [...bad, ...good]) {
          const input = await inputOf({ ...files, [file]: marked(sql).text });
          const ran: string[] = [];
          const check = remembering(shippedRules, ran);
          const first = check.migrations(input, input.history.migrations);
          for (const rule of ran.splice(0)) checked.add(rule);
          assert.deepEqual(check.migrations(input, input.history.migrations), first);
          assert.deepEqual(ran, []);
        }
      });

    it('has been asked at all', () => {
      const expected = shippedRules.filter(({ check }) => Object.keys(check).some((key) => key !== 'root' && key !== 'migration'));
      assert.deepEqual(
        [...checked].sort(),
        expected.map(({ id }) => id),
      );
    });
  });

  describe('is one for each rule and statement', () => {
    const look = (id: string, ask: (step: StepContext<unknown>) => unknown): Rule =>
      defineRule({
        ...{ id, category: 'hygiene', severity: 'warning', engines: 'all', since: '0', summary: '', why: '', instead: '', options: {} },
        bad: [],
        good: [],
        check: { createTable: (_, step, report) => report({ span: step.firstWord(), message: String(ask(step)) }) },
      });
    const rules = [
      look('a-change', ({ change }) => change.kind),
      look('b-table', ({ after, final }) => final.tables.get([...after.tables.keys()].at(-1)!)?.columns.length),
      look('c-all-tables', ({ final }) => final.tables.size),
      look('d-habit', ({ derive }) => derive('many', ({ final }) => final.tables.size > 10)),
      look('e-uncached', ({ uncached }) => uncached.history.length),
    ];

    /** What runs again after each edit of a file, by rule. */
    async function check(...edits: readonly (readonly [file: string, text: string, expected: Readonly<Record<string, number>>])[]) {
      const project = createProject([await testEngine()]);
      const ran: string[] = [];
      const checking = remembering(rules, ran);
      for (const [file, text, expected] of edits) {
        project.update(new Map([[`migrations/${file}`, text]]));
        const [root] = project.roots();
        const { history, tool, engine } = root!;
        const textOf = (path: string): string => project.text(path) ?? '';
        const input: LintInput = {
          ...{ history, tool, engine, layoutProblems: [], missingValues: [], settings: { rules: {} }, text: textOf, lookup: textOf },
        };
        checking.migrations(input, history.migrations);
        assert.deepEqual(tally(ran.splice(0)), expected, text);
      }
    }

    const first = 'create table a (id int);\ncreate table b (id int);\n';
    const each = (count: number) => ({ 'a-change': count, 'b-table': count, 'c-all-tables': count, 'd-habit': count, 'e-uncached': count });

    it('a letter that changes nothing asks again what is not watched', () =>
      check(['1_a.sql', first, each(2)], ['1_a.sql', `${first}-`, { 'e-uncached': 2 }]));

    it('another table asks again what looks at all tables', () =>
      check(
        ['1_a.sql', first, each(2)],
        ['1_a.sql', `${first}create table c (id int);\n`, { ...each(1), 'c-all-tables': 3, 'e-uncached': 3 }],
      ));

    it('another column asks again what looks at that table', () =>
      check(
        ['1_a.sql', first, each(2)],
        ['1_a.sql', `${first}alter table a add x int;\n`, { 'b-table': 1, 'c-all-tables': 2, 'e-uncached': 2 }],
      ));

    it('another answer about the root asks again what has asked for it', () => {
      const many = Array.from({ length: 9 }, (_, i) => `create table t${i} (id int);\n`).join('');
      return check(
        ['1_a.sql', first, each(2)],
        ['1_a.sql', first + many, { ...each(9), 'c-all-tables': 11, 'd-habit': 11, 'e-uncached': 11 }],
      );
    });
  });
});
