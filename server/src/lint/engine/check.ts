import type { ReplayedMigration, ReplayedPart, Run, Step } from '../../migrations/replay/step';
import { stepsOf } from '../../migrations/replay/stepsOf';
import type { Direction } from '../../migrations/unit';
import type { Problem, ProblemKind } from '../../schema/problem';
import type { ChangeKind } from '../../sql/change';
import { isStillNew } from '../facts/newMigrations';
import { editsGenerated } from '../fixes/generatedSql';
import { AskedMigration, type Subject } from './askedMigration';
import { AskedStatement, AskedStep } from './askedStatement';
import type { MigrationContext, StepContext } from './context';
import { type Derived, derived } from './derived';
import type { LintInput } from './input';
import type { AskingRules, StatementMemo } from './memo';
import { NO_RECORDER } from './recorder';
import { type Findings, type ReportTarget, reporter } from './reporter';
import type { OptionValues, Reporter, Rule } from './rule';
import { type LintSettings, optionsOf } from './settings';

/** All rules that are on, ready to be asked about a root as a whole, and about each migration with its statements and changes. */
export interface Checker {
  root(input: LintInput): Findings;
  migrations(input: LintInput, replayed: readonly ReplayedMigration[]): Findings;
}

export interface ActiveRule {
  readonly rule: Rule;
  readonly options: OptionValues;
}

/** With a memo, a rule is asked about a statement again only when something that it looked at has changed. */
export function checker(rules: readonly Rule[], settings: LintSettings, memo?: StatementMemo<ActiveRule>): Checker {
  const active = rules.map((rule) => ({ rule, options: optionsOf(rule, settings) }));
  const interested = { up: interestedIn(active, 'up'), down: interestedIn(active, 'down') };
  const subjects = new Map<string, Subject>();
  let answers: Derived | undefined;
  const subjectOf = (state: Subject): Subject => {
    const { id } = state.replayed.migration;
    const subject = Object.assign(subjects.get(id) ?? state, state);
    subjects.set(id, subject);
    return subject;
  };
  return {
    root(input) {
      const into: Findings = { findings: [], quiet: [] };
      const { tool, layoutProblems, missingValues } = input;
      const target: ReportTarget = { file: '', isOwn: () => true, isPossible: () => true };
      for (const { rule, options } of active)
        rule.check.root?.({ options, tool, layoutProblems, missingValues }, reporter(rule, settings, target, into));
      return into;
    },
    migrations(input, all) {
      const into: Findings = { findings: [], quiet: [] };
      answers = derived(input.history, answers);
      for (const replayed of all) {
        const asking: Asking = { settings, memo, subject: subjectOf({ input, replayed, derived: answers }), contexts: new Map() };
        checkMigration(active, asking, into);
        for (const direction of ['up', 'down'] as const)
          for (const part of replayed[direction]) checkPart(interested[direction], part, asking, into);
      }
      forgetGone(subjects, input, all);
      return into;
    },
  };
}

/** The subject of a migration that is gone would keep the whole history of its time. */
function forgetGone(subjects: Map<string, Subject>, { history }: LintInput, asked: readonly ReplayedMigration[]): void {
  if (subjects.size === asked.length) return;
  const ids = new Set(history.migrations.map(({ migration }) => migration.id));
  for (const id of subjects.keys()) if (!ids.has(id)) subjects.delete(id);
}

/**
 * Rules by the kinds of changes, problems and statements that they check: a long migration has thousands of changes, and each concerns few
 * rules.
 */
interface Interested {
  readonly changes: ReadonlyMap<ChangeKind, readonly ActiveRule[]>;
  readonly problems: ReadonlyMap<ProblemKind, readonly ActiveRule[]>;
  readonly unreadable: readonly ActiveRule[];
}

function interestedIn(rules: readonly ActiveRule[], direction: Direction): Interested {
  const here = rules.filter(({ rule }) => (rule.directions ?? ['up']).includes(direction));
  return {
    changes: byKey(here, ({ check }) => Object.keys(check) as ChangeKind[]),
    problems: byKey(here, ({ check }) => Object.keys(check.refused ?? {}) as ProblemKind[]),
    unreadable: here.filter(({ rule }) => rule.check.unreadable !== undefined),
  };
}

function byKey<K>(rules: readonly ActiveRule[], keysOf: (rule: Rule) => readonly K[]): ReadonlyMap<K, readonly ActiveRule[]> {
  const result = new Map<K, ActiveRule[]>();
  for (const one of rules) for (const key of keysOf(one.rule)) result.set(key, [...(result.get(key) ?? []), one]);
  return result;
}

/** One migration that is checked. */
interface Asking {
  readonly settings: LintSettings;
  readonly memo: StatementMemo<ActiveRule> | undefined;
  readonly subject: Subject;
  readonly contexts: Map<ActiveRule, MigrationContext<OptionValues>>;
}

function contextOf(one: ActiveRule, { subject, contexts }: Asking): MigrationContext<OptionValues> {
  const context = contexts.get(one) ?? new AskedMigration(one.options, subject);
  contexts.set(one, context);
  return context;
}

function checkMigration(rules: readonly ActiveRule[], asking: Asking, into: Findings): void {
  const { migration } = asking.subject.replayed;
  const target = targetIn((migration.up[0] ?? migration.down[0])?.file ?? '', asking);
  for (const one of rules)
    if (one.rule.check.migration !== undefined)
      one.rule.check.migration(contextOf(one, asking), reporter(one.rule, asking.settings, target, into));
}

function checkPart(interested: Interested, part: ReplayedPart, asking: Asking, into: Findings): void {
  const { memo, subject } = asking;
  const rules = askingAbout(interested, part, asking);
  for (const run of part.runs) {
    if (memo === undefined) {
      for (const one of rules.rulesFor(run)) rules.ask(one, run, NO_RECORDER, into);
      continue;
    }
    const { findings, quiet } = memo.findings(run, part, subject.input.history, rules);
    for (const finding of findings) into.findings.push(finding);
    for (const finding of quiet) into.quiet.push(finding);
  }
}

function askingAbout(interested: Interested, part: ReplayedPart, asking: Asking): AskingRules<ActiveRule> {
  const target = targetIn(part.part.file, asking);
  // Several rules are asked about a statement, one after the other.
  let last: { readonly run: Run; readonly steps: readonly Step[] } | undefined;
  const stepsOfRun = (run: Run): readonly Step[] => {
    if (last?.run !== run) last = { run, steps: stepsOf([run], part) };
    return last.steps;
  };
  return {
    rulesFor: (run) => rulesFor(run, interested),
    ask(one, run, recorder, into) {
      const { problem, located } = run.read;
      const { check } = one.rule;
      const context = contextOf(one, asking);
      const report = reporter(one.rule, asking.settings, { ...target, located }, into);
      if (problem !== undefined) {
        check.unreadable?.(problem, new AskedStatement(context, { part: part.part, located }, recorder), report);
        return;
      }
      for (const step of stepsOfRun(run)) checkStep(check, step, new AskedStep(context, step, recorder), report);
    },
  };
}

/**
 * The rules for a statement. A statement that is still being typed gets its mistake reported and nothing else: the rest of it may be on its
 * way.
 */
function rulesFor({ read, effect }: Run, { changes, problems, unreadable }: Interested): readonly ActiveRule[] {
  if (read.problem !== undefined) return unreadable;
  let found = NO_RULES;
  for (const applied of effect.changes) {
    found = union(found, changes.get(applied.change.kind));
    for (const { kind } of applied.problems) found = union(found, problems.get(kind));
  }
  return found;
}

function union(a: readonly ActiveRule[], b: readonly ActiveRule[] = NO_RULES): readonly ActiveRule[] {
  if (b.length === 0 || a === b) return a;
  return a.length === 0 ? b : [...new Set([...a, ...b])];
}

const NO_RULES: readonly ActiveRule[] = [];

type StepCheck = (change: Step['change'], step: StepContext<OptionValues>, report: Reporter) => void;
type ProblemCheck = (problem: Problem, step: StepContext<OptionValues>, report: Reporter) => void;

/** Each check takes the change or problem of its own kind, which the key promises and TypeScript cannot follow through a lookup. */
function checkStep(check: Rule['check'], { change, problems }: Step, context: StepContext<OptionValues>, report: Reporter): void {
  (check[change.kind] as StepCheck | undefined)?.(change, context, report);
  for (const problem of problems) (check.refused?.[problem.kind] as ProblemCheck | undefined)?.(problem, context, report);
}

/**
 * A migration that has run must stay as it is: Flyway, Prisma and sqlx compare it with the text that they ran and stop, and the other tools
 * never run it again. A fix that would edit the file of its up is therefore unsafe. A down in a file of its own may be mended: it is read
 * only when it is run.
 */
function targetIn(file: string, { subject }: Asking): ReportTarget {
  return {
    file,
    isOwn: (edited) => isStillNew(subject.replayed, subject.input) || !subject.replayed.migration.up.some((part) => part.file === edited),
    isPossible: (fix) => !editsGenerated(fix, subject.input.history),
  };
}
