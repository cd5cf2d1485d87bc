import type { Branch, CodeStep } from '../sql/code';
import { evaluate } from './formulas';
import { type Frame, merge, restore, scopeOf, snapshot } from './frame';
import { attempt, supposing } from './guess';
import { FAILED, type Outcome, perhaps } from './outcome';
import { inDoubt, type Run } from './run';
import { truth } from './value';

type Way = readonly CodeStep[];
type If = Extract<CodeStep, { readonly kind: 'if' }>;
/** Runs steps: handed in, because branches stand below what runs steps. */
type RunSteps = (steps: readonly CodeStep[], frame: Frame, run: Run) => Outcome;

/** The branch whose condition holds. */
export function runIf(step: If, frame: Frame, run: Run, runSteps: RunSteps): Outcome {
  for (const [i, branch] of step.branches.entries()) {
    run.here = branch.span;
    const holds = truth(evaluate(branch.condition, scopeOf(frame), run));
    if (run.failure !== undefined) return FAILED;
    if (holds === true) return runSteps(branch.body, frame, run);
    if (holds === undefined) {
      const branches = step.branches.slice(i);
      const ways = [...branches.map(({ body }) => body), step.otherwise];
      return runAnyOf(branch, ways, likelyWay(branches, ways, frame, run), frame, run, runSteps);
    }
  }
  return runSteps(step.otherwise, frame, run);
}

/** The way that the first condition decides for that is likely true; undefined when not even that can be told. */
function likelyWay(branches: readonly Branch[], ways: readonly Way[], frame: Frame, run: Run): Way | undefined {
  if (run.doubt !== undefined) return undefined;
  const holds = branches.map(({ condition }) => supposing(run, () => truth(evaluate(condition, scopeOf(frame), run))));
  const decided = holds.findIndex((each) => each !== false);
  return decided === -1 ? ways.at(-1) : holds[decided] === true ? ways[decided] : undefined;
}

/** One of these ways is taken, nobody knows which: none changes anything but the likely one. None raises an error: the migration stands in a history, so it has been run. */
function runAnyOf(
  { text, span }: Branch,
  ways: readonly Way[],
  likelyOne: Way | undefined,
  frame: Frame,
  run: Run,
  runSteps: RunSteps,
): Outcome {
  const open = ways.filter((way) => !way.some(({ kind }) => kind === 'raise'));
  if (open.length === 1) return runSteps(open[0]!, frame, run);
  const before = snapshot(frame);
  const doubt = run.doubt ?? { hidden: { kind: 'condition', text }, span };
  const doubtful = open.map((way) => {
    restore(before);
    const outcome = inDoubt(run, doubt, () => runSteps(way, frame, run));
    return { way, outcome, after: snapshot(frame) };
  });
  if (likelyOne !== undefined && open.includes(likelyOne)) {
    restore(before);
    const outcome = attempt(run, () => runSteps(likelyOne, frame, run));
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
