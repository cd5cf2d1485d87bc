import type { ChangeStep } from '../sql/change';
import type { Formula } from '../sql/code/formula';
import { runIf } from './branches';
import { type Execution, exhaust, fail, inDoubt, MOST_NESTED, note } from './execution';
import type { Doubt, Failure } from './failure';
import { assign, castToDeclared, forget, restore, snapshot } from './frame';
import { estimate } from './guess';
import { runLoop } from './loops';
import { FAILED, isFor, type Left, NEXT, type Outcome, type Perhaps, perhaps } from './outcome';
import { type Frame, newVariables, scopeOf } from './scope';
import { returnRows, runExecute, runQueryStep, runStatement } from './statements';
import { isList, list, supposed, truth, UNKNOWN, type Value } from './value';

type StepOf<K extends ChangeStep['kind']> = Extract<ChangeStep, { readonly kind: K }>;

export function runSteps(steps: readonly ChangeStep[], frame: Frame, run: Execution): Outcome {
  if (run.nested >= MOST_NESTED) return exhaust(run);
  run.nested++;
  const outcome = runEach(steps, frame, run);
  run.nested--;
  return outcome;
}

function runEach(steps: readonly ChangeStep[], frame: Frame, run: Execution): Outcome {
  const doubt = run.doubt;
  let perhaps: Perhaps | undefined;
  for (const [i, step] of steps.entries()) {
    const outcome = run.steps-- > 0 ? runStep(step, frame, run) : exhaust(run);
    const ended = run.failure === undefined ? outcome : FAILED;
    if (ended.kind === 'perhaps') {
      if (!ended.isUnlikely) run.doubt ??= ended.doubt;
      else if (perhaps === undefined && run.doubt === undefined) rehearse(steps.slice(i + 1), ended.doubt, frame, run);
      perhaps = perhaps === undefined || !ended.isUnlikely ? ended : perhaps;
    } else if (ended.kind !== 'next') {
      run.doubt = doubt;
      return perhaps ?? ended;
    }
  }
  run.doubt = doubt;
  return perhaps ?? NEXT;
}

/** Leaves the gaps of steps that are run next but may not run in the database. */
function rehearse(steps: readonly ChangeStep[], doubt: Doubt, frame: Frame, run: Execution): void {
  const before = snapshot(frame);
  inDoubt(run, doubt, () => runSteps(steps, frame, run));
  restore(before);
}

function runStep(step: ChangeStep, frame: Frame, run: Execution): Outcome {
  const each = (formula: Formula) => estimate(formula, scopeOf(frame), run);
  if ('span' in step) run.here = step.span;
  switch (step.kind) {
    case 'statement':
      return runStatement(step, frame, run);
    case 'query':
      return runQueryStep(step, frame, run);
    case 'execute':
      return runExecute(step, frame, run);
    case 'assign':
      runAssign(step, frame, run);
      return NEXT;
    case 'block':
      return runBlock(step, frame, run);
    case 'if':
      return runIf(step, frame, run);
    case 'loop':
      return runLoop(step, frame, run);
    case 'leave':
      return leave(step, frame, run);
    case 'return':
      if (step.value !== undefined) frame.result = each(step.value);
      return { kind: 'return' };
    case 'return next':
      frame.rows = step.value === undefined ? undefined : frame.rows && [...frame.rows, each(step.value)];
      return NEXT;
    case 'return rows':
      returnRows(step.rows, frame, run);
      return NEXT;
    case 'raise':
      if (step.condition === undefined && frame.handling !== undefined && run.doubt === undefined) run.failure = frame.handling;
      else fail(run, run.view.conditionName(step.condition ?? 'raise_exception'), step.message, step.span);
      return FAILED;
    case 'fill':
      forget(frame, step.variables, run);
      return NEXT;
    case 'unread':
      note(run, { kind: 'text', text: step.text }, { kind: 'unreadable', text: step.text }, step.span);
      return NEXT;
  }
}

function runAssign({ variable, index, value: of }: StepOf<'assign'>, frame: Frame, run: Execution): void {
  const each = (formula: Formula) => estimate(formula, scopeOf(frame), run);
  const value = each(of);
  const assigned = index === undefined ? value : withItem(each({ kind: 'name', path: [variable] }), each(index), value);
  assign(frame, variable, assigned, run);
}

function withItem(of: Value, index: Value, value: Value): Value {
  const at = typeof index === 'number' ? index : undefined;
  const items = isList(of) ? of.items : of === null ? [] : undefined;
  if (at === undefined || items === undefined || at < 1 || at > items.length + 1) return UNKNOWN;
  return list([...items.slice(0, at - 1), value, ...items.slice(at)]);
}

function leave({ how, label, when: condition }: StepOf<'leave'>, frame: Frame, run: Execution): Outcome {
  const left: Left = { kind: how, ...(label === undefined ? {} : { label }) };
  const when = condition === undefined ? true : estimate(condition, scopeOf(frame), run);
  const leaves = truth(when);
  if (leaves !== undefined) return leaves ? left : NEXT;
  const doubt = run.doubt ?? { hidden: { kind: 'condition', text: how.toUpperCase() }, span: run.here };
  return perhaps([left], doubt, truth(supposed(when)) === false);
}

/** A block with EXCEPTION: when a statement fails, the body is undone and the first handler runs that names the error. */
function runBlock(step: StepOf<'block'>, frame: Frame, run: Execution): Outcome {
  const variables = newVariables(frame.variables, step.label);
  const inner: Frame = { ...frame, variables, result: frame.result };
  for (const { name, type, value } of step.variables) {
    variables.types.set(name, type);
    variables.values.set(name, value === undefined ? null : castToDeclared(type, estimate(value, scopeOf(inner), run), run));
  }
  const before = run.view;
  const outcome = runSteps(step.body, inner, run);
  frame.result = inner.result;
  frame.rows = inner.rows;
  if (run.doubt !== undefined) {
    for (const handler of step.handlers) runSteps(handler.body, inner, run);
    return outcome;
  }
  const { failure } = run;
  const handler = failure === undefined ? undefined : handlerOf(step, failure, run);
  if (handler === undefined || failure === undefined) {
    // EXIT with the label of a block leaves the block.
    return outcome.kind === 'exit' && outcome.label !== undefined && isFor(outcome, 'exit', step.label) ? NEXT : outcome;
  }
  run.view = before;
  run.failure = undefined;
  const handled: Frame = { ...inner, handling: failure };
  const after = runSteps(handler.body, handled, run);
  frame.result = handled.result;
  frame.rows = handled.rows;
  return after;
}

function handlerOf({ handlers }: StepOf<'block'>, failure: Failure, { view }: Execution): StepOf<'block'>['handlers'][number] | undefined {
  if (failure.kind === 'given up') return undefined;
  return handlers.find(({ conditions }) => conditions.some((caught) => view.handles(caught, failure.condition)));
}
