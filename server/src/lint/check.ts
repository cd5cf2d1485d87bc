import type { ReadStatement, ReplayedMigration, ReplayedPart, Step } from '../migrations/step';
import type { Direction } from '../migrations/unit';
import type { ObjectId } from '../schema/model';
import { type Span, shift } from '../text/span';
import type { LintInput } from './input';
import type { Finding, MigrationContext, OptionValues, Reporter, Rule, Severity, StatementContext, StepContext } from './rule';
import { optionsOf, severityOf } from './settings';

type Context = MigrationContext<OptionValues>;
type StepCheck = (change: Step['change'], step: StepContext<OptionValues>, report: Reporter) => void;

/** What a rule says, and what it would say if it were not said elsewhere. */
interface Checked {
  readonly findings: readonly Finding[];
  readonly quiet: readonly Finding[];
}

/** One rule, ready to be asked: about the root as a whole, and about each migration with its statements and changes. */
export function checker(
  rule: Rule,
  input: LintInput,
): { readonly root: () => readonly Finding[]; readonly migration: (replayed: ReplayedMigration) => Checked } {
  const options = optionsOf(rule, input.settings);
  return {
    root() {
      const { tool, layoutProblems } = input;
      const into = { findings: [], quiet: [] };
      rule.check.root?.({ options, tool, layoutProblems }, reporter(rule, input, '', into));
      return into.findings;
    },
    migration: (replayed) => checkMigration(rule, options, replayed, input),
  };
}

function checkMigration(rule: Rule, options: OptionValues, replayed: ReplayedMigration, input: LintInput): Checked {
  const into = { findings: [], quiet: [] };
  const context = migrationContext(options, replayed, input);
  const { migration, unreadable } = rule.check;
  migration?.(context, reporter(rule, input, replayed.migration.up[0]?.file ?? replayed.migration.down[0]?.file ?? '', into));
  for (const direction of rule.directions ?? (['up'] as const)) {
    for (const part of replayed[direction]) {
      const report = reporter(rule, input, part.part.file, into);
      if (unreadable !== undefined)
        for (const read of part.statements) if (read.problem !== undefined) unreadable(statementContext(context, part, read), report);
      for (const step of soundSteps(part)) checkStep(rule, step, context, report);
    }
  }
  return into;
}

/** A statement that is still being typed is told its mistake and nothing else: the rest of it may be on its way. */
function soundSteps(part: ReplayedPart): readonly Step[] {
  if (part.statements.every((read) => read.problem === undefined)) return part.steps;
  const known = sound.get(part);
  if (known !== undefined) return known;
  const broken = new Set(part.statements.flatMap((read) => (read.problem === undefined ? [] : read.located)));
  const steps = part.steps.filter((step) => !broken.has(step.located));
  sound.set(part, steps);
  return steps;
}

const sound = new WeakMap<ReplayedPart, readonly Step[]>();

function checkStep(rule: Rule, step: Step, context: Context, report: Reporter): void {
  // Each check takes the change of its own kind, which the key promises and TypeScript cannot follow through a lookup.
  const check = rule.check[step.change.kind] as StepCheck | undefined;
  const refused = step.problems.length === 0 ? undefined : rule.check.refused;
  if (check === undefined && refused === undefined) return;
  // What a step shares with its migration is inherited, not copied: a long migration has thousands of steps.
  const asked = {
    __proto__: context,
    change: step.change,
    before: step.before,
    after: step.after,
    problems: step.problems,
    located: step.located,
    part: step.part,
    direction: step.direction,
    start: step.start,
    at: (relative: Span) => shift(relative, step.located.offset),
    createdInThisMigration: (table: ObjectId) => !step.start.tables.has(table),
  } as unknown as StepContext<OptionValues>;
  check?.(step.change, asked, report);
  refused?.(asked, report);
}

function migrationContext(options: OptionValues, replayed: ReplayedMigration, input: LintInput): Context {
  const { history, tool, dialect, lookup } = input;
  return {
    options,
    migration: replayed.migration,
    replayed,
    tool,
    dialect,
    before: replayed.before,
    after: replayed.after,
    final: history.final,
    history: history.migrations,
    text: (file) => input.text(file),
    lookup,
    statementCount: (direction: Direction) => replayed[direction].reduce((sum, { statements }) => sum + statements.length, 0),
  };
}

function statementContext(context: Context, part: ReplayedPart, read: ReadStatement): StatementContext<OptionValues> {
  return { ...context, ...read, part: part.part, at: (relative) => shift(relative, read.located.offset) };
}

function reporter(rule: Rule, input: LintInput, file: string, into: { readonly findings: Finding[]; readonly quiet: Finding[] }): Reporter {
  const severity = severityOf(rule, input.settings) as Severity;
  return (report) => {
    const { span, message, related = [], fixes = [] } = report;
    const finding = { rule: rule.id, severity, file: report.file ?? file, span, message, related, fixes };
    (report.quiet === true ? into.quiet : into.findings).push(finding);
  };
}
