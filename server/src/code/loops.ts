import type { ChangeStep } from '../sql/change';
import type { Query } from '../sql/code/formula';
import type { LoopOver } from '../sql/code/steps';
import { assigned } from './assigned';
import { type Execution, exhaust, inDoubt } from './execution';
import type { Doubt } from './failure';
import { assign, fill, forget, restore, snapshot } from './frame';
import { estimate, likelyOf, supposing } from './guess';
import { FAILED, isFor, NEXT, type Outcome, type Perhaps, perhaps } from './outcome';
import { runQuery } from './queries';
import { type Frame, scopeOf } from './scope';
import { queryOfText } from './texts';
import { isList, isUnknown, type Row, supposed, truth, type Value } from './value';

type Loop = Extract<ChangeStep, { readonly kind: 'loop' }>;

export function runLoop(loop: Loop, frame: Frame, run: Execution): Outcome {
  const { over } = loop;
  if ('span' in over) run.here = over.span;
  switch (over.kind) {
    case 'ever':
    case 'condition':
      return whileLoop(loop, over, frame, run);
    case 'range': {
      const bounds = [over.from, over.to, over.by].map((formula) => estimate(formula, scopeOf(frame), run));
      return counted(loop, over, bounds.some(isUnknown), range(bounds, over.reverse), frame, run);
    }
    case 'elements': {
      const value = estimate(over.of, scopeOf(frame), run);
      const of = likelyOf(value);
      return counted(loop, over, isUnknown(value), of !== undefined && isList(of) ? of.items : undefined, frame, run);
    }
    case 'rows':
      return rowLoop(loop, over, over.query, frame, run);
    case 'rows of text': {
      const { query, parameters } = queryOfText(over.query, frame, run);
      return query === undefined ? unknownLoop(loop, over, frame, run) : rowLoop(loop, over, query, frame, run, parameters);
    }
  }
}

function runBody(loop: Loop, frame: Frame, run: Execution): Outcome {
  return run.machine.steps(loop.body, frame, run);
}

type RowLoop = Extract<LoopOver, { readonly kind: 'rows' | 'rows of text' }>;

/** FOR over the rows of a query: one round for each known or likely row. Other rows that may exist leave gaps. */
function rowLoop(
  loop: Loop,
  over: RowLoop,
  query: Query,
  frame: Frame,
  run: Execution,
  parameters: readonly Value[] = frame.parameters,
): Outcome {
  const scope = { ...scopeOf(frame), parameters };
  const found = runQuery(query, scope, run);
  const isSure = found.possible.length === 0;
  const supposed = isSure || run.doubt !== undefined ? undefined : supposing(run, () => runQuery(query, scope, run));
  if (supposed === undefined) {
    const outcome = sureRounds(loop, over, found.rows, frame, run);
    return outcome.kind === 'next' && !isSure ? possibleRounds(loop, over, found.possible, frame, run) : outcome;
  }
  const before = snapshot(frame);
  const perhapsLeft = possibleRounds(loop, over, found.possible, frame, run);
  restore(before);
  const outcome = sureRounds(loop, over, supposed.rows, frame, run);
  const isUnlikely = supposed.possible.length === 0;
  return outcome.kind === 'next' && perhapsLeft.kind === 'perhaps' ? { ...perhapsLeft, isUnlikely } : outcome;
}

function sureRounds(loop: Loop, over: RowLoop, rows: readonly Row[], frame: Frame, run: Execution): Outcome {
  const outcome = iterate(loop, rows, (row) => fill(frame, over.into, row, run), frame, run);
  if (outcome.kind === 'next') assign(frame, 'found', rows.length > 0, run);
  return outcome;
}

function possibleRounds(loop: Loop, over: RowLoop, rows: readonly Row[], frame: Frame, run: Execution): Outcome {
  if (rows.length > MOST_POSSIBLE) return unknownLoop(loop, over, frame, run);
  const left = rows.map((row) => unknownLoop(loop, over, frame, run, () => fill(frame, over.into, row, run)));
  return left.find(({ kind }) => kind !== 'next') ?? NEXT;
}

/** One round for each known or likely value. The possibility of other values leaves gaps. */
function counted(
  loop: Loop,
  over: Extract<LoopOver, { readonly kind: 'range' | 'elements' }>,
  isUnsure: boolean,
  values: readonly Value[] | undefined,
  frame: Frame,
  run: Execution,
): Outcome {
  const before = snapshot(frame);
  const perhapsLeft = isUnsure || values === undefined ? unknownLoop(loop, over, frame, run) : NEXT;
  if (values === undefined) return perhapsLeft;
  if (isUnsure) restore(before);
  const outcome = iterate(loop, values, (value) => assign(frame, over.variable, value, run), frame, run);
  if (outcome.kind === 'next') assign(frame, 'found', values.length > 0, run);
  return outcome.kind === 'next' && perhapsLeft.kind === 'perhaps' ? { ...perhapsLeft, isUnlikely: true } : outcome;
}

/** With more possible rows than this, no possible row gets a round of its own. */
const MOST_POSSIBLE = 20;

/** A loop of more rounds reaches the limit of all steps anyway. */
const MOST_ROUNDS = 20_000;

function range(bounds: readonly Value[], reverse: boolean): readonly number[] | undefined {
  const [from, to, by] = bounds.map(likelyOf);
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number' || by < 1) return undefined;
  const step = reverse ? -by : by;
  const length = Math.max(0, Math.floor((to - from) / step) + 1);
  return Array.from({ length: Math.min(length, MOST_ROUNDS) }, (_, i) => from + i * step);
}

/** One round for each item. Once a round may have left the loop, it is unknown whether the rounds after it run. */
function iterate<T>(loop: Loop, items: readonly T[], bind: (item: T) => void, frame: Frame, run: Execution): Outcome {
  const before = run.doubt;
  const beyond: Perhaps[] = [];
  let ended: Outcome = NEXT;
  for (const item of items) {
    if (run.steps-- <= 0) return exhaust(run);
    bind(item);
    const outcome = runBody(loop, frame, run);
    if (outcome.kind === 'next') continue;
    if (outcome.kind === 'perhaps') {
      if (isFor(outcome.left, 'continue', loop.label)) continue;
      if (!isFor(outcome.left, 'exit', loop.label)) beyond.push(outcome);
      if (!outcome.isUnlikely) run.doubt ??= outcome.doubt;
      continue;
    }
    if (isFor(outcome, 'continue', loop.label)) continue;
    if (!isFor(outcome, 'exit', loop.label)) ended = outcome;
    break;
  }
  run.doubt = before;
  const [first] = beyond;
  const isUnlikely = beyond.every((each) => each.isUnlikely);
  return ended.kind === 'next' && first !== undefined ? perhaps(beyond, first.doubt, isUnlikely) : ended;
}

/** WHILE and LOOP: rounds while the condition is known or likely to hold. */
function whileLoop(loop: Loop, over: Extract<LoopOver, { kind: 'ever' | 'condition' }>, frame: Frame, run: Execution): Outcome {
  if (run.doubt !== undefined) return unknownLoop(loop, over, frame, run);
  for (let isNoted = false; ; ) {
    const value = over.kind === 'ever' ? true : estimate(over.condition, scopeOf(frame), run);
    const holds = truth(supposed(value));
    if (run.failure !== undefined) return FAILED;
    if (holds === undefined) return unknownLoop(loop, over, frame, run);
    if (isUnknown(value) && !isNoted) {
      isNoted = true;
      const here = snapshot(frame);
      unknownLoop(loop, over, frame, run);
      restore(here);
    }
    if (!holds) return NEXT;
    if (run.steps-- <= 0) return exhaust(run);
    const outcome = runBody(loop, frame, run);
    if (outcome.kind === 'next' || (outcome.kind !== 'perhaps' && isFor(outcome, 'continue', loop.label))) continue;
    if (outcome.kind === 'perhaps' && outcome.isUnlikely) continue;
    if (outcome.kind === 'perhaps') return unknownLoop(loop, over, frame, run);
    return isFor(outcome, 'exit', loop.label) ? NEXT : outcome;
  }
}

/** A body that runs an unknown number of times: the variables that it assigns are unknown before and after it. */
function unknownLoop(loop: Loop, over: LoopOver, frame: Frame, run: Execution, bind?: () => void): Outcome {
  const given = [...assigned([loop]), 'found'];
  forget(frame, given, run);
  bind?.();
  const outcome = inDoubt(run, run.doubt ?? doubtOf(over, run), () => runBody(loop, frame, run));
  forget(frame, given, run);
  const left = outcome.kind === 'perhaps' ? outcome.left : outcome;
  const isMine = left.kind === 'next' || isFor(left, 'exit', loop.label) || isFor(left, 'continue', loop.label);
  return isMine ? NEXT : perhaps([left], run.doubt ?? doubtOf(over, run));
}

function doubtOf(over: LoopOver, run: Execution): Doubt {
  if (over.kind === 'ever') return { hidden: { kind: 'condition', text: 'LOOP' }, span: run.here };
  return { hidden: { kind: over.kind === 'condition' ? 'condition' : 'rows', text: over.text }, span: over.span };
}
