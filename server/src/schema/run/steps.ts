import type { Branch, CodeStep } from '../../sql/code';
import type { Span } from '../../text/span';
import { isWhole, shownText } from '../partialText';
import { castTo } from './casts';
import { conditionName, conditionOf, handles } from './failures';
import { evaluate } from './formulas';
import { assign, type Frame, fill, forget, merge, newVariables, restore, scopeOf, snapshot } from './frame';
import { note } from './gaps';
import { runLoop } from './loops';
import { FAILED, isFor, type Left, NEXT, type Outcome, perhaps } from './outcome';
import { runQuery } from './queries';
import { exhaust, fail, giveUp, inDoubt, type Run } from './run';
import { missingTarget } from './targets';
import { touchOfBeginning, touchOfChanges } from './touch';
import { isList, isUnknown, list, textOf, truth, UNKNOWN } from './value';

type StepOf<K extends CodeStep['kind']> = Extract<CodeStep, { readonly kind: K }>;

export function runSteps(steps: readonly CodeStep[], frame: Frame, run: Run): Outcome {
  const doubt = run.doubt;
  let perhaps: Outcome | undefined;
  for (const step of steps) {
    const outcome = run.steps-- > 0 ? runStep(step, frame, run) : exhaust(run);
    const ended = run.failure === undefined ? outcome : FAILED;
    if (ended.kind === 'perhaps') {
      perhaps = ended;
      run.doubt ??= ended.doubt;
    } else if (ended.kind !== 'next') {
      run.doubt = doubt;
      return perhaps ?? ended;
    }
  }
  run.doubt = doubt;
  return perhaps ?? NEXT;
}

function runStep(step: CodeStep, frame: Frame, run: Run): Outcome {
  const each = (formula: Parameters<typeof evaluate>[0]) => evaluate(formula, scopeOf(frame), run);
  if ('span' in step) run.here = step.span;
  switch (step.kind) {
    case 'statement':
      return runStatement(step, frame, run);
    case 'query':
      return runQueryStep(step, frame, run);
    case 'execute':
      return runExecute(step, frame, run);
    case 'assign': {
      const value = each(step.value);
      assign(
        frame,
        step.variable,
        step.index === undefined ? value : withItem(each({ kind: 'name', path: [step.variable] }), each(step.index), value),
        run,
      );
      return NEXT;
    }
    case 'block':
      return runBlock(step, frame, run);
    case 'if':
      return runIf(step, frame, run);
    case 'loop':
      return runLoop(step, frame, run, () => runSteps(step.body, frame, run));
    case 'leave': {
      const left: Left = { kind: step.how, ...(step.label === undefined ? {} : { label: step.label }) };
      const leaves = step.when === undefined ? true : truth(each(step.when));
      if (leaves !== undefined) return leaves ? left : NEXT;
      return { kind: 'perhaps', left, doubt: run.doubt ?? { hidden: { kind: 'condition', text: step.how.toUpperCase() }, span: run.here } };
    }
    case 'return':
      if (step.value !== undefined) frame.result = each(step.value);
      return { kind: 'return' };
    case 'raise':
      if (step.condition === undefined && frame.handling !== undefined && run.doubt === undefined) run.failure = frame.handling;
      else fail(run, conditionName(step.condition ?? 'raise_exception'), step.message, step.span);
      return FAILED;
    case 'fill':
      forget(frame, step.variables, run);
      return NEXT;
    case 'unread':
      note(run, touchOfBeginning(step.text), { kind: 'unreadable', text: step.text }, step.span);
      return NEXT;
  }
}

function runStatement({ changes, into }: StepOf<'statement'>, frame: Frame, run: Run): Outcome {
  forget(frame, into.variables, run);
  if (run.doubt !== undefined) {
    note(run, touchOfChanges(changes), run.doubt.hidden, run.doubt.span);
    return NEXT;
  }
  const placed = (span: Span): Span => run.caller ?? span;
  const skipped = new Set<number>();
  let schema = run.schema;
  for (const [index, change] of changes.entries()) {
    if (change.partOf !== undefined && skipped.has(change.partOf)) {
      skipped.add(index);
      continue;
    }
    const applied = run.apply(schema, change, (span) => run.context.at(placed(span)));
    const [problem] = applied.problems;
    if (problem !== undefined) {
      const problems = applied.problems.map((each) => ({ ...each, span: placed(each.span) }));
      run.failure = { condition: conditionOf(problem), problems };
      return FAILED;
    }
    const missing = missingTarget(schema, change);
    if (missing !== undefined) return giveUp(run, { kind: 'object', text: missing });
    if (applied.skipped) skipped.add(index);
    schema = applied.schema;
  }
  run.schema = schema;
  // Whether a statement that changes rows found some.
  if (changes.some(({ kind }) => kind === 'modifyRows')) forget(frame, ['found'], run);
  return NEXT;
}

function runQueryStep(step: StepOf<'query'>, frame: Frame, run: Run): Outcome {
  const { rows, possible } = runQuery(step.query, scopeOf(frame), run);
  if (possible.length > 0) {
    forget(frame, [...step.into.variables, 'found'], run);
    frame.result = UNKNOWN;
    return NEXT;
  }
  if (step.into.isStrict && rows.length !== 1)
    fail(run, rows.length === 0 ? 'no_data_found' : 'too_many_rows', 'the query gives no row, or several');
  fill(frame, step.into, rows[0] ?? null, run);
  assign(frame, 'found', rows.length > 0, run);
  frame.result = rows[0]?.fields[0]?.[1] ?? null;
  return NEXT;
}

function runExecute(step: StepOf<'execute'>, frame: Frame, run: Run): Outcome {
  const text = textOf(evaluate(step.text, scopeOf(frame), run));
  const parameters = step.using.map((formula) => evaluate(formula, scopeOf(frame), run));
  forget(frame, step.into.variables, run);
  if (run.failure !== undefined) return FAILED;
  if (text === null) {
    fail(run, 'null_value_not_allowed', 'query string argument of EXECUTE is null', step.span);
    return NEXT;
  }
  const inner: Frame = { variables: newVariables(), parameters, result: UNKNOWN };
  const steps = run.language.script(text);
  const caller = run.caller;
  if (!isWhole(text)) {
    const hidden = { kind: 'statement', text: shownText(text) } as const;
    if (steps === undefined) note(run, touchOfBeginning(text), hidden, step.span);
    else {
      run.caller ??= step.span;
      inDoubt(run, { hidden, span: step.span }, () => runSteps(steps, inner, run));
      run.caller = caller;
    }
    return NEXT;
  }
  if (steps === undefined) {
    fail(run, 'syntax_error', `the text cannot be read: ${text}`, step.span);
    return NEXT;
  }
  run.caller ??= step.span;
  const outcome = runSteps(steps, inner, run);
  run.caller = caller;
  if (!isUnknown(inner.result) && step.into.variables.length === 1 && !step.into.isRecord)
    assign(frame, step.into.variables[0]!, inner.result, run);
  return outcome.kind === 'failed' ? outcome : NEXT;
}

/** When a statement of the body fails, the body is undone and the first handler runs that names the error. */
function runBlock(step: StepOf<'block'>, frame: Frame, run: Run): Outcome {
  const variables = newVariables(frame.variables, step.label);
  const inner: Frame = { ...frame, variables, result: frame.result };
  for (const { name, type, value } of step.variables) {
    variables.types.set(name, type);
    variables.values.set(name, value === undefined ? null : castTo(type, evaluate(value, scopeOf(inner), run), run));
  }
  const before = run.schema;
  const outcome = runSteps(step.body, inner, run);
  frame.result = inner.result;
  if (run.doubt !== undefined) {
    for (const handler of step.handlers) runSteps(handler.body, inner, run);
    return outcome;
  }
  const { failure } = run;
  const handler = failure === undefined || failure.doubt !== undefined ? undefined : step.handlers.find((each) => handles(each, failure));
  if (handler === undefined || failure === undefined) {
    // EXIT with the label of a block leaves the block.
    return outcome.kind === 'exit' && outcome.label !== undefined && isFor(outcome, 'exit', step.label) ? NEXT : outcome;
  }
  run.schema = before;
  run.failure = undefined;
  const handled: Frame = { ...inner, handling: failure };
  const after = runSteps(handler.body, handled, run);
  frame.result = handled.result;
  return after;
}

function runIf(step: StepOf<'if'>, frame: Frame, run: Run): Outcome {
  for (const [i, branch] of step.branches.entries()) {
    run.here = branch.span;
    const holds = truth(evaluate(branch.condition, scopeOf(frame), run));
    if (run.failure !== undefined) return FAILED;
    if (holds === true) return runSteps(branch.body, frame, run);
    if (holds === undefined) return runAnyOf(branch, [...step.branches.slice(i).map(({ body }) => body), step.otherwise], frame, run);
  }
  return runSteps(step.otherwise, frame, run);
}

/** One of these ways is taken, nobody knows which. None that raises an error: the migration stands in a history, so it has been run. */
function runAnyOf({ text, span }: Branch, ways: readonly (readonly CodeStep[])[], frame: Frame, run: Run): Outcome {
  const open = ways.filter((way) => !way.some(({ kind }) => kind === 'raise'));
  if (open.length === 1) return runSteps(open[0]!, frame, run);
  const before = snapshot(frame);
  const doubt = run.doubt ?? { hidden: { kind: 'condition', text }, span };
  const outcomes = open.map((way) => {
    restore(before);
    const outcome = inDoubt(run, doubt, () => runSteps(way, frame, run));
    return { outcome, after: snapshot(frame) };
  });
  merge(outcomes.map(({ after }) => after));
  return perhaps(
    outcomes.map(({ outcome }) => outcome),
    doubt,
  );
}

function withItem(of: ReturnType<typeof evaluate>, index: ReturnType<typeof evaluate>, value: ReturnType<typeof evaluate>) {
  const at = typeof index === 'number' ? index : undefined;
  const items = isList(of) ? of.items : of === null ? [] : undefined;
  if (at === undefined || items === undefined || at < 1 || at > items.length + 1) return UNKNOWN;
  return list([...items.slice(0, at - 1), value, ...items.slice(at)]);
}
