import { conditionName, conditionOf, handles } from '../engines/postgres/code/failures';
import { isWhole, shownText } from '../schema/partialText';
import type { CodeStep, RowsOf } from '../sql/code';
import type { Formula } from '../sql/formula';
import type { Span } from '../text/span';
import { runIf } from './branches';
import {
  asRow,
  assign,
  castToDeclared,
  type Frame,
  fill,
  fillLikely,
  forget,
  newFrame,
  newVariables,
  restore,
  rowValue,
  scopeOf,
  snapshot,
} from './frame';
import { note } from './gaps';
import { attempt, estimate, likelyOf, supposing } from './guess';
import { runLoop } from './loops';
import { FAILED, isFor, type Left, NEXT, type Outcome, type Perhaps, perhaps } from './outcome';
import { runQuery } from './queries';
import { type Doubt, exhaust, fail, giveUp, inDoubt, type Run } from './run';
import { withConstants } from './substitution';
import { missingTarget } from './targets';
import { queryOfText } from './texts';
import { touchOfBeginning, touchOfChanges } from './touch';
import { isList, isUnknown, likely, list, supposed, textOf, truth, UNKNOWN, type Value } from './value';

type StepOf<K extends CodeStep['kind']> = Extract<CodeStep, { readonly kind: K }>;

export function runSteps(steps: readonly CodeStep[], frame: Frame, run: Run): Outcome {
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

/** What is done next may not be: gaps say so, before it is done. */
function rehearse(steps: readonly CodeStep[], doubt: Doubt, frame: Frame, run: Run): void {
  const before = snapshot(frame);
  inDoubt(run, doubt, () => runSteps(steps, frame, run));
  restore(before);
}

function runStep(step: CodeStep, frame: Frame, run: Run): Outcome {
  const each = (formula: Formula) => estimate(formula, scopeOf(frame), run);
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
      return runIf(step, frame, run, runSteps);
    case 'loop':
      return runLoop(step, frame, run, () => runSteps(step.body, frame, run));
    case 'leave': {
      const left: Left = { kind: step.how, ...(step.label === undefined ? {} : { label: step.label }) };
      const when = step.when === undefined ? true : each(step.when);
      const leaves = truth(when);
      if (leaves !== undefined) return leaves ? left : NEXT;
      const doubt = run.doubt ?? { hidden: { kind: 'condition', text: step.how.toUpperCase() }, span: run.here };
      return perhaps([left], doubt, truth(supposed(when)) === false);
    }
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
    const applied = run.apply(schema, withConstants(change, frame), (span) => run.context.at(placed(span)));
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
  if (possible.length > 0 || rows[0]?.fields.some(([, value]) => isUnknown(value)) === true) {
    forget(frame, [...step.into.variables, 'found'], run);
    frame.result = UNKNOWN;
    frame.rows = undefined;
    const supposed = run.doubt === undefined ? supposing(run, () => runQuery(step.query, scopeOf(frame), run)) : undefined;
    if (supposed === undefined || supposed.possible.length > 0) return NEXT;
    fillLikely(frame, step.into, supposed.rows[0] ?? null, run);
    assign(frame, 'found', likely(supposed.rows.length > 0), run);
    frame.result = likely(supposed.rows[0]?.fields[0]?.[1] ?? null);
    return NEXT;
  }
  if (step.into.isStrict && rows.length !== 1)
    fail(run, rows.length === 0 ? 'no_data_found' : 'too_many_rows', 'the query gives no row, or several');
  fill(frame, step.into, rows[0] ?? null, run);
  assign(frame, 'found', rows.length > 0, run);
  frame.result = rows[0]?.fields[0]?.[1] ?? null;
  frame.rows = rows.map(rowValue);
  return NEXT;
}

function returnRows(of: RowsOf, frame: Frame, run: Run): void {
  const { query, parameters } = of.kind === 'query' ? { query: of.query, parameters: frame.parameters } : queryOfText(of, frame, run);
  const found = query === undefined ? undefined : runQuery(query, { ...scopeOf(frame), parameters }, run);
  const isKnown = found !== undefined && found.possible.length === 0 && run.doubt === undefined;
  frame.rows = frame.rows && isKnown ? [...frame.rows, ...found.rows.map(rowValue)] : undefined;
}

function runExecute(step: StepOf<'execute'>, frame: Frame, run: Run): Outcome {
  const value = estimate(step.text, scopeOf(frame), run);
  const text = textOf(value);
  const parameters = step.using.map((formula) => estimate(formula, scopeOf(frame), run));
  forget(frame, step.into.variables, run);
  if (run.failure !== undefined) return FAILED;
  if (text === null) {
    fail(run, 'null_value_not_allowed', 'query string argument of EXECUTE is null', step.span);
    return NEXT;
  }
  if (isWhole(text)) return runText(step, text, parameters, frame, run);
  runInPart(text, parameters, step.span, run);
  const supposed = isUnknown(value) && run.doubt === undefined ? value.likely : undefined;
  if (typeof supposed !== 'string') return NEXT;
  return attempt(run, () => runText(step, supposed, parameters, frame, run)) ?? NEXT;
}

/** A text of which only a part is known leaves a gap for what it may touch. */
function runInPart(text: string, parameters: readonly Value[], span: Span, run: Run): void {
  const steps = run.language.script(text);
  const hidden = { kind: 'statement', text: shownText(text) } as const;
  if (steps === undefined) {
    note(run, touchOfBeginning(text), hidden, span);
    return;
  }
  const caller = run.caller;
  run.caller ??= span;
  inDoubt(run, { hidden, span }, () => runSteps(steps, newFrame(newVariables(), parameters), run));
  run.caller = caller;
}

function runText(step: StepOf<'execute'>, text: string, parameters: readonly Value[], frame: Frame, run: Run): Outcome {
  const inner: Frame = { ...newFrame(newVariables(), parameters), result: UNKNOWN, rows: undefined };
  const steps = run.language.script(text);
  if (steps === undefined) {
    fail(run, 'syntax_error', `the text cannot be read: ${text}`, step.span);
    return NEXT;
  }
  const caller = run.caller;
  run.caller ??= step.span;
  const outcome = runSteps(steps, inner, run);
  run.caller = caller;
  if (inner.rows !== undefined && outcome.kind === 'next') fill(frame, step.into, asRow(inner.rows[0] ?? null), run);
  else if (likelyOf(inner.result) !== undefined && step.into.variables.length === 1 && !step.into.isRecord)
    assign(frame, step.into.variables[0]!, inner.result, run);
  return outcome.kind === 'failed' ? outcome : NEXT;
}

/** When a statement of the body fails, the body is undone and the first handler runs that names the error. */
function runBlock(step: StepOf<'block'>, frame: Frame, run: Run): Outcome {
  const variables = newVariables(frame.variables, step.label);
  const inner: Frame = { ...frame, variables, result: frame.result };
  for (const { name, type, value } of step.variables) {
    variables.types.set(name, type);
    variables.values.set(name, value === undefined ? null : castToDeclared(type, estimate(value, scopeOf(inner), run), run));
  }
  const before = run.schema;
  const outcome = runSteps(step.body, inner, run);
  frame.result = inner.result;
  frame.rows = inner.rows;
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
  frame.rows = handled.rows;
  return after;
}

function withItem(of: Value, index: Value, value: Value): Value {
  const at = typeof index === 'number' ? index : undefined;
  const items = isList(of) ? of.items : of === null ? [] : undefined;
  if (at === undefined || items === undefined || at < 1 || at > items.length + 1) return UNKNOWN;
  return list([...items.slice(0, at - 1), value, ...items.slice(at)]);
}
