import type { Change, ChangeStep } from '../sql/change';
import type { Branch } from '../sql/code/steps';
import { type Execution, inDoubt } from './execution';
import { evaluate } from './formulas';
import { merge, restore, snapshot } from './frame';
import { attempt, supposing } from './guess';
import { FAILED, type Outcome, perhaps } from './outcome';
import { type Frame, scopeOf } from './scope';
import { truth } from './value';

type Way = readonly ChangeStep[];
type If = Extract<ChangeStep, { readonly kind: 'if' }>;

/** Runs the branch whose condition holds. */
export function runIf(step: If, frame: Frame, run: Execution): Outcome {
  for (const [i, branch] of step.branches.entries()) {
    run.here = branch.span;
    const holds = truth(evaluate(branch.condition, scopeOf(frame), run));
    if (run.failure !== undefined) return FAILED;
    if (holds === true) return run.machine.steps(branch.body, frame, run);
    if (holds === undefined) {
      const branches = step.branches.slice(i);
      const ways = [...branches.map(({ body }) => body), step.otherwise];
      return runAnyOf(branch, ways, likelyWay(branches, ways, frame, run), frame, run);
    }
  }
  return run.machine.steps(step.otherwise, frame, run);
}

/** The way behind the first condition that is likely true; undefined when even the likely one is unknown. */
function likelyWay(branches: readonly Branch<Change>[], ways: readonly Way[], frame: Frame, run: Execution): Way | undefined {
  if (run.doubt !== undefined) return undefined;
  const holds = branches.map(({ condition }) => supposing(run, () => truth(evaluate(condition, scopeOf(frame), run))));
  const decided = holds.findIndex((each) => each !== false);
  return decided === -1 ? ways.at(-1) : holds[decided] === true ? ways[decided] : undefined;
}

/**
 * Runs several ways of which one is taken, and it is unknown which one. All of them leave gaps, and only the likely one changes anything. A
 * way that raises an error was not taken: the migration stands in a history, so it has run.
 */
function runAnyOf({ text, span }: Branch<Change>, ways: readonly Way[], likelyOne: Way | undefined, frame: Frame, run: Execution): Outcome {
  const open = ways.filter((way) => !way.some(({ kind }) => kind === 'raise'));
  if (open.length === 1) return run.machine.steps(open[0]!, frame, run);
  const before = snapshot(frame);
  const doubt = run.doubt ?? { hidden: { kind: 'condition', text }, span };
  const doubtful = open.map((way) => {
    restore(before);
    const outcome = inDoubt(run, doubt, () => run.machine.steps(way, frame, run));
    return { way, outcome, after: snapshot(frame) };
  });
  if (likelyOne !== undefined && open.includes(likelyOne)) {
    restore(before);
    const outcome = attempt(run, () => run.machine.steps(likelyOne, frame, run));
    if (outcome?.kind === 'failed') return FAILED;
    const others = doubtful.filter(({ way }) => way !== likelyOne);
    if (outcome !== undefined) {
      merge([snapshot(frame), ...others.map(({ after }) => after)], true);
      const isUnlikely = outcome.kind === 'next' || (outcome.kind === 'perhaps' && outcome.isUnlikely);
      return perhaps([outcome, ...others.map((other) => other.outcome)], doubt, isUnlikely);
    }
    restore(before);
  }
  merge(
    doubtful.map(({ after }) => after),
    false,
  );
  return perhaps(
    doubtful.map(({ outcome }) => outcome),
    doubt,
  );
}
