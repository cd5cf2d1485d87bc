import { type ReadStatement, type ReplayedMigration, type ReplayedPart, type Step, spanWithin } from '../migrations/step';
import type { Direction } from '../migrations/unit';
import type { ChangeKind } from '../sql/change';
import { stepContext } from './context';
import { editsGenerated } from './generatedSql';
import type { LintInput } from './input';
import { isStillNew } from './newMigrations';
import { type Findings, reporter } from './reporter';
import type { MigrationContext, OptionValues, Reporter, Rule, StatementContext, StepContext } from './rule';
import { optionsOf } from './settings';

type Context = MigrationContext<OptionValues>;
type StepCheck = (change: Step['change'], step: StepContext<OptionValues>, report: Reporter) => void;

/** All rules that are on, ready to be asked: about the root as a whole, and about each migration with its statements and changes. */
export interface Checker {
  root(): Findings;
  migration(replayed: ReplayedMigration): Findings;
}

export function checker(rules: readonly Rule[], input: LintInput): Checker {
  const active = rules.map((rule) => ({ rule, options: optionsOf(rule, input.settings) }));
  const interested = { up: interestedIn(active, 'up'), down: interestedIn(active, 'down') };
  return {
    root() {
      const into: Findings = { findings: [], quiet: [] };
      const { tool, layoutProblems, missingValues } = input;
      for (const { rule, options } of active)
        rule.check.root?.(
          { options, tool, layoutProblems, missingValues },
          reporter(rule, input.settings, { file: '', isOwn: () => true, isPossible: () => true }, into),
        );
      return into;
    },
    migration(replayed) {
      const into: Findings = { findings: [], quiet: [] };
      checkMigration(active, replayed, input, into);
      for (const direction of ['up', 'down'] as const)
        for (const part of replayed[direction]) checkPart(interested[direction], replayed, part, input, into);
      return into;
    },
  };
}

interface ActiveRule {
  readonly rule: Rule;
  readonly options: OptionValues;
}

/** Rules by what they want to be asked about: a long migration has thousands of steps, and few rules care about each. */
interface Interested {
  readonly changes: ReadonlyMap<ChangeKind, readonly ActiveRule[]>;
  readonly unreadable: readonly ActiveRule[];
  readonly refused: readonly ActiveRule[];
}

function interestedIn(rules: readonly ActiveRule[], direction: Direction): Interested {
  const here = rules.filter(({ rule }) => (rule.directions ?? ['up']).includes(direction));
  const kinds = new Set(here.flatMap(({ rule }) => Object.keys(rule.check))) as ReadonlySet<ChangeKind>;
  return {
    changes: new Map([...kinds].map((kind) => [kind, here.filter(({ rule }) => rule.check[kind] !== undefined)])),
    unreadable: here.filter(({ rule }) => rule.check.unreadable !== undefined),
    refused: here.filter(({ rule }) => rule.check.refused !== undefined),
  };
}

function checkMigration(rules: readonly ActiveRule[], replayed: ReplayedMigration, input: LintInput, into: Findings): void {
  const file = (replayed.migration.up[0] ?? replayed.migration.down[0])?.file ?? '';
  for (const { rule, options } of rules)
    rule.check.migration?.(migrationContext(options, replayed, input), reporter(rule, input.settings, place(file, replayed, input), into));
}

function checkPart(interested: Interested, replayed: ReplayedMigration, part: ReplayedPart, input: LintInput, into: Findings): void {
  const asked = new Map<ActiveRule, { readonly context: Context; readonly report: Reporter }>();
  const ask = (one: ActiveRule) => {
    const known = asked.get(one);
    if (known !== undefined) return known;
    const report = reporter(one.rule, input.settings, place(part.part.file, replayed, input), into);
    const made = { context: migrationContext(one.options, replayed, input), report };
    asked.set(one, made);
    return made;
  };
  for (const read of part.statements)
    if (read.problem !== undefined)
      for (const one of interested.unreadable) {
        const { context, report } = ask(one);
        one.rule.check.unreadable!(statementContext(context, part, read), report);
      }
  for (const step of soundSteps(part)) {
    // Each check takes the change of its own kind, which the key promises and TypeScript cannot follow through a lookup.
    for (const one of interested.changes.get(step.change.kind) ?? NOBODY) {
      const { context, report } = ask(one);
      (one.rule.check[step.change.kind] as StepCheck)(step.change, stepContext(context, step), report);
    }
    if (step.problems.length === 0) continue;
    for (const one of interested.refused) {
      const { context, report } = ask(one);
      one.rule.check.refused!(stepContext(context, step), report);
    }
  }
}

const NOBODY: readonly ActiveRule[] = [];

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

/**
 * A migration that has run must stay as it is: Flyway, Prisma and sqlx compare it with what they ran and stop, and the
 * other tools never run it again. Whatever would edit the file of its up waits for somebody who knows. A down in a file
 * of its own may be mended: it is read only when it is run.
 */
function place(file: string, replayed: ReplayedMigration, input: LintInput): Parameters<typeof reporter>[2] {
  const { up } = replayed.migration;
  return {
    file,
    isOwn: (edited) => isStillNew(replayed, input) || !up.some((part) => part.file === edited),
    isPossible: (fix) => !editsGenerated(fix, input.history),
  };
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
  return { ...context, ...read, part: part.part, at: (relative) => spanWithin(read.located, relative) };
}
