import type { History, ReplayedPart, Run } from '../../migrations/replay/step';
import type { Part } from '../../migrations/unit';
import type { Schema } from '../../schema/model/schema';
import type { Entries } from '../../schema/versions/entries';
import { type Footprint, isTouched } from '../../schema/versions/footprint';
import { type PatchedSchema, patchDifference } from '../../schema/versions/patch';
import { changedSince } from './changedSince';
import { EMPTY_TRACE, joinedTrace, type Recorder, recording, type SchemaRole, type Trace } from './recorder';
import type { Findings } from './reporter';

/** The findings of each rule about each statement, remembered while nothing has changed that the rule asked about. */
export interface StatementMemo<R> {
  /** The findings about a statement. Only rules for which an answer may have changed since the last time are asked. */
  findings(run: Run, part: ReplayedPart, history: History, asking: AskingRules<R>): Findings;
}

export interface AskingRules<R> {
  /** The rules that a statement concerns. */
  rulesFor(run: Run): readonly R[];
  ask(rule: R, run: Run, recorder: Recorder, into: Findings): void;
}

/** The state of everything around a statement. The same object for all statements in a row that share it. */
interface State {
  readonly patch: Run['patch'];
  readonly start: PatchedSchema;
  readonly transaction: Part['transaction'];
  readonly final: Schema;
}

/** The findings about a statement, with everything that they depend on. */
interface Memory<R> {
  /** Findings of all rules. */
  readonly findings: Findings;
  /** Findings of the rules that read nothing but the change. They stay the same, so nothing else is kept of these rules. */
  readonly constant: Findings;
  /** One answer for each of the other rules. */
  readonly answers: readonly Answer<R>[];
  /** The joined traces of these answers. They nearly always hold, and no answer then has to be examined by itself. */
  readonly trace: Trace;
  /** The latest state in which all of these findings were right. */
  state: State;
}

interface Answer<R> {
  readonly rule: R;
  readonly findings: Findings;
  readonly trace: Trace;
}

export function statementMemo<R>(): StatementMemo<R> {
  const memories = new WeakMap<Run['effect'], Memory<R>>();
  const stateOf = sharedStates();
  const differenceBetween = differencesOfStates();
  return {
    findings(run, part, history, asking) {
      const state = stateOf(run, part, history);
      const known = memories.get(run.effect);
      const changed = known && differenceBetween(known.state, state, history);
      if (known !== undefined && changed !== undefined && holds(known.trace, changed, state)) {
        known.state = state;
        return known.findings;
      }
      const memory =
        known === undefined || changed === undefined
          ? firstMemory(answersOf(run, asking), state)
          : memoryOf(
              known.constant,
              known.answers.map((answer) =>
                holds(answer.trace, changed, state) ? answer : answerOf(answer.rule, run, asking, [known.trace]),
              ),
              state,
            );
      memories.set(run.effect, memory);
      return memory.findings;
    },
  };
}

function answersOf<R>(run: Run, asking: AskingRules<R>): readonly Answer<R>[] {
  const traces: Trace[] = [];
  return asking.rulesFor(run).map((rule) => {
    const answer = answerOf(rule, run, asking, traces);
    traces.push(answer.trace);
    return answer;
  });
}

/** @param known traces of the same statement */
function answerOf<R>(rule: R, run: Run, asking: AskingRules<R>, known: readonly Trace[]): Answer<R> {
  const { recorder, close } = recording(known);
  const findings: Findings = { findings: [], quiet: [] };
  asking.ask(rule, run, recorder, findings);
  return { rule, findings, trace: close() };
}

function firstMemory<R>(all: readonly Answer<R>[], state: State): Memory<R> {
  const constant = joined(all.flatMap(({ trace, findings }) => (trace === EMPTY_TRACE ? [findings] : [])));
  return memoryOf(
    constant,
    all.filter(({ trace }) => trace !== EMPTY_TRACE),
    state,
  );
}

function memoryOf<R>(constant: Findings, answers: readonly Answer<R>[], state: State): Memory<R> {
  return {
    findings: joined([constant, ...answers.map(({ findings }) => findings)]),
    constant,
    answers,
    trace: joinedTrace(answers.map(({ trace }) => trace)),
    state,
  };
}

/** The same object for all statements without findings. */
const NO_FINDINGS: Findings = { findings: [], quiet: [] };

function joined(all: readonly Findings[]): Findings {
  const some = all.filter(({ findings, quiet }) => findings.length + quiet.length > 0);
  if (some.length <= 1) return some[0] ?? NO_FINDINGS;
  return { findings: some.flatMap(({ findings }) => findings), quiet: some.flatMap(({ quiet }) => quiet) };
}

function sharedStates(): (run: Run, part: ReplayedPart, history: History) => State {
  let last: State | undefined;
  return ({ patch }, { start, part: { transaction } }, { final }) => {
    const isSame = last?.patch === patch && last.start === start && last.transaction === transaction && last.final === final;
    if (!isSame) last = { patch, start, transaction, final };
    return last!;
  };
}

/** The entries in which the schemas of two states differ; undefined for a schema: any entry may. */
type Difference = Readonly<Record<SchemaRole, Entries | undefined>>;

/** Undefined: the states differ in more than schemas. */
function differencesOfStates(): (from: State, to: State, history: History) => Difference | undefined {
  let last: { readonly from: State; readonly to: State; readonly difference: Difference | undefined } | undefined;
  return (from, to, history) => {
    if (last?.from !== from || last.to !== to) last = { from, to, difference: difference(from, to, history) };
    return last.difference;
  };
}

function difference(from: State, to: State, history: History): Difference | undefined {
  if (from.transaction !== to.transaction) return undefined;
  return {
    own: patchDifference(from.patch, to.patch),
    start: from.start.base === to.start.base ? patchDifference(from.start.patch, to.start.patch) : undefined,
    final: changedSince(from.final, history),
  };
}

/** True when every answer that was given is still the same. Asked of thousands of statements at each keystroke. */
function holds(trace: Trace, changed: Difference, { patch }: State): boolean {
  if (trace === EMPTY_TRACE) return true;
  if (trace.isUncached) return false;
  if (touches(trace.own, changed.own) || touches(trace.start, changed.start) || touches(trace.final, changed.final)) return false;
  for (const { ask, answer } of trace.questions) if (ask(patch) !== answer) return false;
  return true;
}

/** Where the differing entries are not known, any entry that was looked at may differ. */
function touches(footprints: readonly Footprint[], changed: Entries | undefined): boolean {
  for (const footprint of footprints) if (changed === undefined || isTouched(footprint, changed)) return true;
  return false;
}
