import type { Change, ChangeStep } from '../sql/change';
import type { QueryText, RowsOf } from '../sql/code/steps';
import { isWhole, shownText } from '../text/partialText';
import type { Span } from '../text/span';
import { type Execution, fail, giveUp, inDoubt, note } from './execution';
import { asRow, assign, fill, fillLikely, forget, rowValue } from './frame';
import { attempt, estimate, likelyOf, supposing } from './guess';
import { FAILED, NEXT, type Outcome } from './outcome';
import { runQuery } from './queries';
import { type Frame, newFrame, newVariables, scopeOf } from './scope';
import { withConstants } from './substitution';
import { queryOfText } from './texts';
import { isUnknown, likely, textOf, UNKNOWN, type Value } from './value';

/* The steps that run SQL: statements, queries, and EXECUTE. */

type StepOf<K extends ChangeStep['kind']> = Extract<ChangeStep, { readonly kind: K }>;

export function runStatement({ changes, into }: StepOf<'statement'>, frame: Frame, run: Execution): Outcome {
  forget(frame, into.variables, run);
  if (run.doubt !== undefined) {
    note(run, { kind: 'changes', changes }, run.doubt.hidden, run.doubt.span);
    return NEXT;
  }
  // Problems are placed when the block has failed, and the caller of the statement has returned by then.
  const { caller } = run;
  const performed = run.view.perform(
    changes.map((change) => withConstants(change, frame)),
    (span) => caller ?? span,
  );
  switch (performed.kind) {
    case 'refused':
      run.failure = performed;
      return FAILED;
    case 'missing':
      return giveUp(run, { kind: 'object', text: performed.name });
    case 'done':
      run.view = performed.view;
      // FOUND tells whether the statement changed any row.
      if (changes.some(isOfRows)) forget(frame, ['found'], run);
      return NEXT;
  }
}

function isOfRows({ kind }: Change): boolean {
  return kind === 'modifyRows';
}

export function runQueryStep(step: StepOf<'query'>, frame: Frame, run: Execution): Outcome {
  const { rows, possible } = runQuery(step.query, scopeOf(frame), run);
  if (possible.length > 0 || rows[0]?.fields.some(([, value]) => isUnknown(value)) === true) {
    fillWhatIsLikely(step, frame, run);
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

function fillWhatIsLikely({ query, into }: StepOf<'query'>, frame: Frame, run: Execution): void {
  forget(frame, [...into.variables, 'found'], run);
  frame.result = UNKNOWN;
  frame.rows = undefined;
  const supposed = run.doubt === undefined ? supposing(run, () => runQuery(query, scopeOf(frame), run)) : undefined;
  if (supposed === undefined || supposed.possible.length > 0) return;
  const [row = null] = supposed.rows;
  fillLikely(frame, into, row, run);
  assign(frame, 'found', likely(row !== null), run);
  frame.result = likely(row?.fields[0]?.[1] ?? null);
}

/** RETURN QUERY. */
export function returnRows(of: RowsOf, frame: Frame, run: Execution): void {
  const { query, parameters } = of.kind === 'query' ? { query: of.query, parameters: frame.parameters } : queryOfText(of, frame, run);
  const found = query === undefined ? undefined : runQuery(query, { ...scopeOf(frame), parameters }, run);
  const isKnown = found !== undefined && found.possible.length === 0 && run.doubt === undefined;
  frame.rows = frame.rows && isKnown ? [...frame.rows, ...found.rows.map(rowValue)] : undefined;
}

export function runExecute(step: StepOf<'execute'>, frame: Frame, run: Execution): Outcome {
  const { value, parameters } = estimated(step, frame, run);
  const text = textOf(value);
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

function estimated({ text, using }: Pick<QueryText, 'text' | 'using'>, frame: Frame, run: Execution) {
  const value = estimate(text, scopeOf(frame), run);
  return { value, parameters: using.map((formula) => estimate(formula, scopeOf(frame), run)) };
}

/** Leaves a gap for the objects that a partly known text may touch. */
function runInPart(text: string, parameters: readonly Value[], span: Span, run: Execution): void {
  const steps = run.view.script(text);
  const hidden = { kind: 'statement', text: shownText(text) } as const;
  if (steps === undefined) {
    note(run, { kind: 'text', text }, hidden, span);
    return;
  }
  const caller = run.caller;
  run.caller ??= span;
  inDoubt(run, { hidden, span }, () => run.machine.steps(steps, newFrame(newVariables(), parameters), run));
  run.caller = caller;
}

function runText(step: StepOf<'execute'>, text: string, parameters: readonly Value[], frame: Frame, run: Execution): Outcome {
  const inner: Frame = { ...newFrame(newVariables(), parameters), result: UNKNOWN, rows: undefined };
  const steps = run.view.script(text);
  if (steps === undefined) {
    fail(run, 'syntax_error', `the text cannot be read: ${text}`, step.span);
    return NEXT;
  }
  const caller = run.caller;
  run.caller ??= step.span;
  const outcome = run.machine.steps(steps, inner, run);
  run.caller = caller;
  if (inner.rows !== undefined && outcome.kind === 'next') fill(frame, step.into, asRow(inner.rows[0] ?? null), run);
  else if (likelyOf(inner.result) !== undefined && step.into.variables.length === 1 && !step.into.isRecord)
    assign(frame, step.into.variables[0]!, inner.result, run);
  return outcome.kind === 'failed' ? outcome : NEXT;
}
