import type { History, Point, ReplayedPart, Run } from '../../migrations/replay/step';
import type { Part } from '../../migrations/unit';
import type { Schema } from '../../schema/model/schema';
import { type Entries, type Patch, patchDifference } from '../../schema/versions/patch';
import { type Footprint, isTouched, merged, type Watch, watch } from '../../schema/versions/watch';
import { changedSince } from './changedSince';
import type { SchemaRole, Witness } from './context';
import type { Findings } from './reporter';

/** What rules said about statements, kept for as long as nothing that they looked at has changed. */
export interface KeptFindings {
  /** What was said about a statement, if that is still right, or what `say` says now. */
  about(run: Run, part: ReplayedPart, history: History, say: (witness: Witness, into: Findings) => void): Findings;
}

/** The state for which something was said, or found to be still right. The same object for all statements in a row that share it. */
interface State {
  readonly patch: Run['patch'];
  readonly start: Point;
  readonly transaction: Part['transaction'];
  readonly final: Schema;
}

interface Kept {
  readonly findings: Findings;
  readonly notes: Notes;
  state: State;
}

export function keptFindings(): KeptFindings {
  const kept = new WeakMap<Run['effect'], Kept>();
  const stateOf = sharedStates();
  const differenceBetween = differencesOfStates();
  return {
    about(run, part, history, say) {
      const state = stateOf(run, part, history);
      const known = kept.get(run.effect);
      if (known !== undefined && isStillRight(known.notes, differenceBetween(known.state, state, history), state)) {
        known.state = state;
        return known.findings;
      }
      const watches = watching();
      const findings: Findings = { findings: [], quiet: [] };
      say(watches.witness, findings);
      kept.set(run.effect, { findings, notes: watches.close(), state });
      return findings;
    },
  };
}

function sharedStates(): (run: Run, part: ReplayedPart, history: History) => State {
  let last: State | undefined;
  return ({ patch }, { start, part: { transaction } }, { final }) => {
    const isSame = last?.patch === patch && last.start === start && last.transaction === transaction && last.final === final;
    if (!isSame) last = { patch, start, transaction, final };
    return last!;
  };
}

/** In which entries the schemas of two states differ; undefined where more than schemas does. */
type Difference = Readonly<Record<SchemaRole, Entries | undefined>> | undefined;

function differencesOfStates(): (from: State, to: State, history: History) => Difference {
  let last: { readonly from: State; readonly to: State; readonly difference: Difference } | undefined;
  return (from, to, history) => {
    if (last?.from !== from || last.to !== to) last = { from, to, difference: difference(from, to, history) };
    return last.difference;
  };
}

function difference(from: State, to: State, history: History): Difference {
  if (from.transaction !== to.transaction) return undefined;
  return {
    own: patchDifference(from.patch, to.patch),
    start: from.start.base === to.start.base ? patchDifference(from.start.patch, to.start.patch) : undefined,
    final: changedSince(from.final, history),
  };
}

function isStillRight(notes: Notes, changed: Difference, { patch }: State): boolean {
  if (notes.isUnwatched || changed === undefined) return false;
  if (touches(notes.own, changed.own) || touches(notes.start, changed.start) || touches(notes.final, changed.final)) return false;
  return notes.answers.every(({ ask, answer }) => ask(patch) === answer);
}

/** What differs nobody knows where touches all. */
function touches(footprint: Footprint | undefined, changed: Entries | undefined): boolean {
  return footprint !== undefined && (changed === undefined || isTouched(footprint, changed));
}

/** What the rules looked at. */
interface Notes extends Readonly<Record<SchemaRole, Footprint | undefined>> {
  readonly answers: readonly { readonly ask: (patch: Patch) => unknown; readonly answer: unknown }[];
  readonly isUnwatched: boolean;
}

/** Takes notes until it is closed; whoever looks later, at a fix for example, is not watched. */
function watching(): { readonly witness: Witness; close(): Notes } {
  const watches: Record<SchemaRole, Map<Schema, Watch>> = { own: new Map(), start: new Map(), final: new Map() };
  const answers: { readonly ask: (patch: Patch) => unknown; readonly answer: unknown }[] = [];
  let isUnwatched = false;
  let isOpen = true;
  const witness: Witness = {
    schema(role, schema) {
      if (!isOpen) return schema;
      const known = watches[role].get(schema) ?? watch(schema);
      watches[role].set(schema, known);
      return known.schema;
    },
    asked(ask, answer) {
      if (isOpen) answers.push({ ask, answer });
    },
    unwatched() {
      if (isOpen) isUnwatched = true;
    },
  };
  return {
    witness,
    close() {
      isOpen = false;
      const footprint = (role: SchemaRole): Footprint | undefined => {
        const found = [...watches[role].values()].map((one) => one.footprint());
        watches[role].clear();
        return merged(found);
      };
      return { own: footprint('own'), start: footprint('start'), final: footprint('final'), answers, isUnwatched };
    },
  };
}
