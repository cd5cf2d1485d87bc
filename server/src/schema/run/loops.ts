import type { CodeStep, LoopOver } from '../../sql/code';
import { evaluate } from './formulas';
import { assign, assigned, type Frame, fill, forget, scopeOf } from './frame';
import { FAILED, isFor, NEXT, type Outcome, perhaps } from './outcome';
import { runQuery } from './queries';
import { type Doubt, exhaust, inDoubt, type Run } from './run';
import { isList, truth, type Value } from './value';

type Loop = Extract<CodeStep, { readonly kind: 'loop' }>;
/** Runs the body once: handed in, because loops stand below what runs steps. */
type Body = () => Outcome;

export function runLoop(loop: Loop, frame: Frame, run: Run, body: Body): Outcome {
  const { over } = loop;
  if ('span' in over) run.here = over.span;
  switch (over.kind) {
    case 'ever':
    case 'condition':
      return whileLoop(loop, over, frame, run, body);
    case 'range': {
      const counts = range(over, frame, run);
      return counts === undefined ? unknownLoop(loop, over, frame, run, body) : counted(loop, over.variable, counts, frame, run, body);
    }
    case 'elements': {
      const of = evaluate(over.of, scopeOf(frame), run);
      return isList(of) ? counted(loop, over.variable, of.items, frame, run, body) : unknownLoop(loop, over, frame, run, body);
    }
    case 'rows': {
      const { rows, possible } = runQuery(over.query, scopeOf(frame), run);
      const outcome = iterate(loop, rows, (row) => fill(frame, over.into, row, run), run, body);
      if (outcome.kind === 'next') assign(frame, 'found', rows.length > 0, run);
      if (outcome.kind !== 'next') return outcome;
      if (possible.length > MOST_POSSIBLE) return unknownLoop(loop, over, frame, run, body);
      const perhapsLeft = possible.map((row) => unknownLoop(loop, over, frame, run, body, () => fill(frame, over.into, row, run)));
      return perhapsLeft.find(({ kind }) => kind !== 'next') ?? NEXT;
    }
    case 'unknown rows':
      return unknownLoop(loop, over, frame, run, body);
  }
}

function counted(loop: Loop, variable: string, values: readonly Value[], frame: Frame, run: Run, body: Body): Outcome {
  const outcome = iterate(loop, values, (value) => assign(frame, variable, value, run), run, body);
  if (outcome.kind === 'next') assign(frame, 'found', values.length > 0, run);
  return outcome;
}

/** Of more rows than this that there may be none is looked at by itself. */
const MOST_POSSIBLE = 20;

/** More rounds than this end in the limit of all steps anyway. */
const MOST_ROUNDS = 20_000;

function range(over: Extract<LoopOver, { readonly kind: 'range' }>, frame: Frame, run: Run): readonly number[] | undefined {
  const [from, to, by] = [over.from, over.to, over.by].map((formula) => evaluate(formula, scopeOf(frame), run));
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number' || by < 1) return undefined;
  const step = over.reverse ? -by : by;
  const length = Math.max(0, Math.floor((to - from) / step) + 1);
  return Array.from({ length: Math.min(length, MOST_ROUNDS) }, (_, i) => from + i * step);
}

/** One round for each item. Once a round may have left the loop, nobody can tell whether those after it run. */
function iterate<T>(loop: Loop, items: readonly T[], bind: (item: T) => void, run: Run, body: Body): Outcome {
  const before = run.doubt;
  const beyond: Outcome[] = [];
  let ended: Outcome = NEXT;
  for (const item of items) {
    if (run.steps-- <= 0) return exhaust(run);
    bind(item);
    const outcome = body();
    if (outcome.kind === 'next') continue;
    if (outcome.kind === 'perhaps') {
      if (isFor(outcome.left, 'continue', loop.label)) continue;
      if (!isFor(outcome.left, 'exit', loop.label)) beyond.push(outcome);
      run.doubt ??= outcome.doubt;
      continue;
    }
    if (isFor(outcome, 'continue', loop.label)) continue;
    if (!isFor(outcome, 'exit', loop.label)) ended = outcome;
    break;
  }
  const doubt = run.doubt;
  run.doubt = before;
  return ended.kind === 'next' && doubt !== undefined && beyond.length > 0 ? perhaps(beyond, doubt) : ended;
}

/** As long as its condition is known to hold. */
function whileLoop(loop: Loop, over: Extract<LoopOver, { kind: 'ever' | 'condition' }>, frame: Frame, run: Run, body: Body): Outcome {
  if (run.doubt !== undefined) return unknownLoop(loop, over, frame, run, body);
  for (;;) {
    const holds = over.kind === 'ever' ? true : truth(evaluate(over.condition, scopeOf(frame), run));
    if (run.failure !== undefined) return FAILED;
    if (holds === undefined) return unknownLoop(loop, over, frame, run, body);
    if (!holds) return NEXT;
    if (run.steps-- <= 0) return exhaust(run);
    const outcome = body();
    if (outcome.kind === 'next' || (outcome.kind !== 'perhaps' && isFor(outcome, 'continue', loop.label))) continue;
    if (outcome.kind === 'perhaps') return unknownLoop(loop, over, frame, run, body);
    return isFor(outcome, 'exit', loop.label) ? NEXT : outcome;
  }
}

/** Nobody knows how often, or with which values: what the body gives its variables is not known before and after it. */
function unknownLoop(loop: Loop, over: LoopOver, frame: Frame, run: Run, body: Body, bind?: () => void): Outcome {
  const given = [...assigned([loop]), 'found'];
  forget(frame, given, run);
  bind?.();
  const outcome = inDoubt(run, run.doubt ?? doubtOf(over, run), body);
  forget(frame, given, run);
  const left = outcome.kind === 'perhaps' ? outcome.left : outcome;
  const isMine = left.kind === 'next' || isFor(left, 'exit', loop.label) || isFor(left, 'continue', loop.label);
  return isMine ? NEXT : perhaps([left], run.doubt ?? doubtOf(over, run));
}

function doubtOf(over: LoopOver, run: Run): Doubt {
  if (over.kind === 'ever') return { hidden: { kind: 'condition', text: 'LOOP' }, span: run.here };
  return { hidden: { kind: over.kind === 'condition' ? 'condition' : 'rows', text: over.text }, span: over.span };
}
