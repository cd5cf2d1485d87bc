import type { History, Point, ReplayedPart, Run } from '../migrations/step';
import type { Part } from '../migrations/unit';
import type { Schema } from '../schema/model';
import { differingEntries, type Entries, patchDifference } from '../schema/patch';
import { type Footprint, isTouched, merged, type Watch, watch } from '../schema/watch';
import type { SchemaRole, Witness } from './context';
import type { Findings } from './reporter';

/** What rules said about statements, kept for as long as nothing that they looked at has changed. */
export interface KeptFindings {
  /** What was said about a statement, if that is still right, or what `say` says now. */
  about(run: Run, part: ReplayedPart, history: History, say: (witness: Witness, into: Findings) => void): Findings;
}

/** The state for which something was said, or found to be still right. */
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
  return {
    about(run, part, history, say) {
      const state: State = { patch: run.patch, start: part.start, transaction: part.part.transaction, final: history.final };
      const known = kept.get(run.effect);
      if (known !== undefined && isStillRight(known, state, history)) {
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

function isStillRight({ notes, state: { patch, start, transaction, final } }: Kept, now: State, history: History): boolean {
  if (notes.isUnwatched || transaction !== now.transaction) return false;
  if (touches(notes.own, patchDifference(patch, now.patch))) return false;
  const hasMoved = start.base !== now.start.base && notes.start !== undefined;
  if (hasMoved || touches(notes.start, patchDifference(start.patch, now.start.patch))) return false;
  if (final !== now.final && notes.final !== undefined && touches(notes.final, finalDifference(final, history))) return false;
  return notes.answers.every(({ ask, answer }) => JSON.stringify(ask()) === answer);
}

function touches(footprint: Footprint | undefined, changed: Entries): boolean {
  return footprint !== undefined && isTouched(footprint, changed);
}

/** Entries in which the last schema differs from an earlier one. */
function finalDifference(earlier: Schema, { final, drift }: History): Entries {
  if (drift?.from === earlier) return drift.entries;
  const known = differences.get(final)?.get(earlier);
  if (known !== undefined) return known;
  const found = differingEntries(earlier, final);
  differences.set(final, (differences.get(final) ?? new WeakMap<Schema, Entries>()).set(earlier, found));
  return found;
}

const differences = new WeakMap<Schema, WeakMap<Schema, Entries>>();

/** What the rules looked at. */
interface Notes extends Readonly<Record<SchemaRole, Footprint | undefined>> {
  readonly answers: readonly { readonly ask: () => unknown; readonly answer: string }[];
  readonly isUnwatched: boolean;
}

/** Takes notes until it is closed; whoever looks later, at a fix for example, is not watched. */
function watching(): { readonly witness: Witness; close(): Notes } {
  const watches: Record<SchemaRole, Map<Schema, Watch>> = { own: new Map(), start: new Map(), final: new Map() };
  const answers: { readonly ask: () => unknown; readonly answer: string }[] = [];
  let isUnwatched = false;
  let isOpen = true;
  const witness: Witness = {
    schema(role, schema) {
      if (!isOpen) return schema;
      const known = watches[role].get(schema) ?? watch(schema);
      watches[role].set(schema, known);
      return known.schema;
    },
    derived(ask, answer) {
      if (isOpen) answers.push({ ask, answer: JSON.stringify(answer) });
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
