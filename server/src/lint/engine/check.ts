import { type ReplayedMigration, type ReplayedPart, type Run, type Step, spanWithin } from '../../migrations/replay/step';
import { stepsOf } from '../../migrations/replay/steps';
import type { Direction } from '../../migrations/unit';
import type { ChangeKind } from '../../sql/change';
import { isStillNew } from '../facts/newMigrations';
import { editsGenerated } from '../fixes/generatedSql';
import { migrationContext, NO_WITNESS, type Subject, stepContext, type Witness } from './context';
import { type Derived, derived } from './derived';
import type { LintInput } from './input';
import type { KeptFindings } from './kept';
import { type Findings, type Place, reporter } from './reporter';
import type { MigrationContext, OptionValues, Reporter, Rule, StatementContext, StepContext } from './rule';
import { type LintSettings, optionsOf } from './settings';

type Context = MigrationContext<OptionValues>;
type StepCheck = (change: Step['change'], step: StepContext<OptionValues>, report: Reporter) => void;

/** All rules that are on, ready to be asked: about a root as a whole, and about each migration with its statements and changes. */
export interface Checker {
  root(input: LintInput): Findings;
  migrations(input: LintInput, replayed: readonly ReplayedMigration[]): Findings;
}

/** With `kept`, what was said about a statement is not asked again as long as it must still be right. */
export function checker(rules: readonly Rule[], settings: LintSettings, kept?: KeptFindings): Checker {
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
      const place: Place = { file: '', isOwn: () => true, isPossible: () => true };
      for (const { rule, options } of active)
        rule.check.root?.({ options, tool, layoutProblems, missingValues }, reporter(rule, settings, place, into));
      return into;
    },
    migrations(input, all) {
      const into: Findings = { findings: [], quiet: [] };
      answers = derived(input.history, answers);
      for (const replayed of all) {
        const asking: Asking = { settings, kept, subject: subjectOf({ input, replayed, derived: answers }), contexts: new Map() };
        checkMigration(active, asking, into);
        for (const direction of ['up', 'down'] as const)
          for (const part of replayed[direction]) checkPart(interested[direction], part, asking, into);
      }
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

/** One migration that is asked about. */
interface Asking {
  readonly settings: LintSettings;
  readonly kept: KeptFindings | undefined;
  readonly subject: Subject;
  readonly contexts: Map<ActiveRule, Context>;
}

function contextOf(one: ActiveRule, { subject, contexts }: Asking): Context {
  const context = contexts.get(one) ?? migrationContext(one.options, subject);
  contexts.set(one, context);
  return context;
}

function checkMigration(rules: readonly ActiveRule[], asking: Asking, into: Findings): void {
  const { migration } = asking.subject.replayed;
  const place = placeIn((migration.up[0] ?? migration.down[0])?.file ?? '', asking);
  for (const one of rules)
    if (one.rule.check.migration !== undefined)
      one.rule.check.migration(contextOf(one, asking), reporter(one.rule, asking.settings, place, into));
}

function checkPart(interested: Interested, part: ReplayedPart, asking: Asking, into: Findings): void {
  const { kept, subject } = asking;
  for (const run of part.runs) {
    const say = (witness: Witness, about: Findings): void => checkStatement(interested, run, part, asking, witness, about);
    if (kept === undefined) {
      say(NO_WITNESS, into);
      continue;
    }
    const said = kept.about(run, part, subject.input.history, say);
    for (const finding of said.findings) into.findings.push(finding);
    for (const finding of said.quiet) into.quiet.push(finding);
  }
}

/** A statement that is still being typed is told its mistake and nothing else: the rest of it may be on its way. */
function checkStatement(
  { changes, unreadable, refused }: Interested,
  run: Run,
  part: ReplayedPart,
  asking: Asking,
  witness: Witness,
  into: Findings,
): void {
  const { read } = run;
  const place = { ...placeIn(part.part.file, asking), located: read.located };
  const report = ({ rule }: ActiveRule): Reporter => reporter(rule, asking.settings, place, into);
  if (read.problem !== undefined) {
    for (const one of unreadable) one.rule.check.unreadable!(statementContext(contextOf(one, asking), part, read), report(one));
    return;
  }
  for (const step of stepsOf([run], part)) {
    // Each check takes the change of its own kind, which the key promises and TypeScript cannot follow through a lookup.
    for (const one of changes.get(step.change.kind) ?? NOBODY)
      (one.rule.check[step.change.kind] as StepCheck)(step.change, stepContext(contextOf(one, asking), step, witness), report(one));
    if (step.problems.length === 0) continue;
    for (const one of refused) one.rule.check.refused!(stepContext(contextOf(one, asking), step, witness), report(one));
  }
}

const NOBODY: readonly ActiveRule[] = [];

/**
 * A migration that has run must stay as it is: Flyway, Prisma and sqlx compare it with what they ran and stop, and the
 * other tools never run it again. Whatever would edit the file of its up waits for somebody who knows. A down in a file
 * of its own may be mended: it is read only when it is run.
 */
function placeIn(file: string, { subject }: Asking): Place {
  return {
    file,
    isOwn: (edited) => isStillNew(subject.replayed, subject.input) || !subject.replayed.migration.up.some((part) => part.file === edited),
    isPossible: (fix) => !editsGenerated(fix, subject.input.history),
  };
}

function statementContext(context: Context, part: ReplayedPart, read: Run['read']): StatementContext<OptionValues> {
  const { options, migration, replayed, tool, dialect, before, after, final, history, text, lookup, derive, upkeep, statementCount } =
    context;
  const shared = {
    options,
    migration,
    replayed,
    tool,
    dialect,
    before,
    after,
    final,
    history,
    text,
    lookup,
    derive,
    upkeep,
    statementCount,
  };
  return { ...shared, ...read, part: part.part, at: (relative) => spanWithin(read.located, relative) };
}
