import type { Schema } from '../../schema/model/schema';
import { type Footprint, isSameReading, merged } from '../../schema/versions/footprint';
import type { Patch } from '../../schema/versions/patch';
import { type Watch, watch } from '../../schema/versions/watch';

/** Records the questions of a check, so that the check runs again only when an answer has changed. */
export interface Recorder {
  /** The same schema, watched. */
  schema(role: SchemaRole, schema: Schema): Schema;
  /** A question that can be asked again after an edit, with the patch that the statement then has. Answers are compared by identity. */
  asked<T>(ask: (patch: Patch) => T, answer: T): void;
  /** Called when the check reads something that is not watched. */
  uncached(): void;
}

/** The schemas around the statement, the one before its direction of the migration, and the last one. */
export type SchemaRole = 'own' | 'start' | 'final';

export const NO_RECORDER: Recorder = { schema: (_, schema) => schema, asked() {}, uncached() {} };

/** The entries of the schemas that one or several checks looked at, and the questions that they asked. */
export interface Trace extends Readonly<{ [R in SchemaRole]: readonly Footprint[] }> {
  readonly questions: readonly Question[];
  readonly isUncached: boolean;
}

interface Question {
  readonly ask: (patch: Patch) => unknown;
  readonly answer: unknown;
}

/** The trace of a check that read nothing but the change. One object for all of them: there are thousands of statements and many rules. */
export const EMPTY_TRACE: Trace = { own: [], start: [], final: [], questions: [], isUncached: false };

/** The traces of several checks as one. Equal footprints are kept once, because rules of a kind look at the same entries. */
export function joinedTrace(traces: readonly Trace[]): Trace {
  const [first = EMPTY_TRACE, ...rest] = traces;
  if (rest.length === 0) return first;
  const distinct = (role: SchemaRole): readonly Footprint[] => [...new Set(traces.flatMap((trace) => trace[role]))];
  return {
    own: distinct('own'),
    start: distinct('start'),
    final: distinct('final'),
    questions: traces.flatMap(({ questions }) => questions),
    isUncached: traces.some(({ isUncached }) => isUncached),
  };
}

/**
 * Records until it is closed: a fix or a related place that is asked for later is not part of the check. `known`: traces of other rules
 * about the same statement, with which equal footprints are shared.
 */
export function recording(known: readonly Trace[]): { readonly recorder: Recorder; close(): Trace } {
  const recorder = new OpenRecorder();
  return { recorder, close: () => recorder.close(known) };
}

/** A class whose lists are made when they are first needed: most rules read nothing but the change. */
class OpenRecorder implements Recorder {
  #watches: Map<SchemaRole, Map<Schema, Watch>> | undefined;
  #questions: Question[] | undefined;
  #isUncached = false;
  #isOpen = true;

  schema(role: SchemaRole, schema: Schema): Schema {
    if (!this.#isOpen) return schema;
    this.#watches ??= new Map();
    const ofRole = this.#watches.get(role) ?? new Map<Schema, Watch>();
    this.#watches.set(role, ofRole);
    const known = ofRole.get(schema) ?? watch(schema);
    ofRole.set(schema, known);
    return known.schema;
  }
  asked<T>(ask: (patch: Patch) => T, answer: T): void {
    if (!this.#isOpen) return;
    this.#questions ??= [];
    this.#questions.push({ ask, answer });
  }
  uncached(): void {
    if (this.#isOpen) this.#isUncached = true;
  }
  close(known: readonly Trace[]): Trace {
    this.#isOpen = false;
    const [own, start, final] = [this.#footprints('own', known), this.#footprints('start', known), this.#footprints('final', known)];
    const questions = this.#questions ?? [];
    this.#watches = undefined;
    this.#questions = undefined;
    const isEmpty = own.length + start.length + final.length + questions.length === 0 && !this.#isUncached;
    return isEmpty ? EMPTY_TRACE : { own, start, final, questions, isUncached: this.#isUncached };
  }
  #footprints(role: SchemaRole, known: readonly Trace[]): readonly Footprint[] {
    const watches = this.#watches?.get(role);
    const all = watches && merged([...watches.values()].map((one) => one.footprint()));
    return all === undefined ? NO_FOOTPRINTS : [shared(all, role, known)];
  }
}

const NO_FOOTPRINTS: readonly Footprint[] = [];

function shared(footprint: Footprint, role: SchemaRole, known: readonly Trace[]): Footprint {
  for (const trace of known) for (const other of trace[role]) if (isSameReading(footprint, other)) return other;
  return footprint;
}
