import type { ReadStatement, ReplayedMigration, ReplayedPart, Step } from '../migrations/step';
import type { Direction } from '../migrations/unit';
import { shift } from '../text/span';
import type { LintInput } from './input';
import type { Finding, MigrationContext, OptionValues, Reporter, Rule, Severity, StatementContext, StepContext } from './rule';
import { optionsOf, severityOf } from './settings';

type Context = MigrationContext<OptionValues>;
type StepCheck = (change: Step['change'], step: StepContext<OptionValues>, report: Reporter) => void;

/** What a rule says about the root as a whole. */
export function checkRoot(rule: Rule, input: LintInput): readonly Finding[] {
  const findings: Finding[] = [];
  const { tool, layoutProblems } = input;
  rule.check.root?.({ options: optionsOf(rule, input.settings), tool, layoutProblems }, reporter(rule, input, '', findings));
  return findings;
}

/** What a rule says about one migration, its statements and its changes. */
export function checkMigration(rule: Rule, replayed: ReplayedMigration, input: LintInput): readonly Finding[] {
  const findings: Finding[] = [];
  const context = migrationContext(rule, replayed, input);
  const { migration, unreadable } = rule.check;
  migration?.(context, reporter(rule, input, replayed.migration.up[0]?.file ?? replayed.migration.down[0]?.file ?? '', findings));
  for (const direction of rule.directions ?? (['up'] as const)) {
    for (const part of replayed[direction]) {
      const report = reporter(rule, input, part.part.file, findings);
      if (unreadable !== undefined)
        for (const read of part.statements) if (read.problem !== undefined) unreadable(statementContext(context, part, read), report);
      const broken = new Set(part.statements.flatMap((read) => (read.problem === undefined ? [] : read.located)));
      // A statement that is still being typed is told its mistake and nothing else: the rest of it may be on its way.
      for (const step of part.steps) if (!broken.has(step.located)) checkStep(rule, step, context, report);
    }
  }
  return findings;
}

function checkStep(rule: Rule, step: Step, context: Context, report: Reporter): void {
  // Each check takes the change of its own kind, which the key promises and TypeScript cannot follow through a lookup.
  const check = rule.check[step.change.kind] as StepCheck | undefined;
  const refused = step.problems.length === 0 ? undefined : rule.check.refused;
  if (check === undefined && refused === undefined) return;
  const asked: StepContext<OptionValues> = {
    ...context,
    ...step,
    at: (relative) => shift(relative, step.located.offset),
    createdInThisMigration: (table) => !step.start.tables.has(table),
  };
  check?.(step.change, asked, report);
  refused?.(asked, report);
}

function migrationContext(rule: Rule, replayed: ReplayedMigration, input: LintInput): Context {
  const { history, tool, dialect, lookup } = input;
  return {
    options: optionsOf(rule, input.settings),
    migration: replayed.migration,
    replayed,
    tool,
    dialect,
    before: replayed.before,
    after: replayed.after,
    final: history.final,
    migrations: history.migrations.map(({ migration }) => migration),
    history: history.migrations,
    text: (file) => input.text(file),
    lookup,
    statementCount: (direction: Direction) => replayed[direction].reduce((sum, { statements }) => sum + statements.length, 0),
  };
}

function statementContext(context: Context, part: ReplayedPart, read: ReadStatement): StatementContext<OptionValues> {
  return { ...context, ...read, part: part.part, at: (relative) => shift(relative, read.located.offset) };
}

function reporter(rule: Rule, input: LintInput, file: string, into: Finding[]): Reporter {
  const severity = severityOf(rule, input.settings) as Severity;
  return (report) => {
    const { span, message, related = [], fixes = [] } = report;
    into.push({ rule: rule.id, severity, file: report.file ?? file, span, message, related, fixes });
  };
}
