import type { Schema } from '../../schema/model/schema';
import { type Footprint, merged } from '../../schema/versions/footprint';
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

/** The questions that a check has asked. */
export interface Trace extends Readonly<{ [R in SchemaRole]: Footprint | undefined }> {
  readonly questions: readonly Question[];
  readonly isUncached: boolean;
}

interface Question {
  readonly ask: (patch: Patch) => unknown;
  readonly answer: unknown;
}

/** The trace of a check that read nothing but the change. One object for all of them: there are thousands of statements and many rules. */
export const EMPTY_TRACE: Trace = { own: undefined, start: undefined, final: undefined, questions: [], isUncached: false };

/** The questions that several checks have asked. */
export function joinedTrace(traces: readonly Trace[]): Trace {
  const [first = EMPTY_TRACE, ...rest] = traces;
  if (rest.length === 0) return first;
  const footprint = (role: SchemaRole): Footprint | undefined => merged(traces.flatMap((trace) => trace[role] ?? []));
  return {
    own: footprint('own'),
    start: footprint('start'),
    final: footprint('final'),
    questions: traces.flatMap(({ questions }) => questions),
    isUncached: traces.some(({ isUncached }) => isUncached),
  };
}

/** Records until it is closed: a fix or a related place that is asked for later is not part of the check. */
export function recording(): { readonly recorder: Recorder; close(): Trace } {
  const watches = new Map<SchemaRole, Map<Schema, Watch>>();
  const questions: Question[] = [];
  let isUncached = false;
  let isOpen = true;
  return {
    recorder: {
      schema(role, schema) {
        if (!isOpen) return schema;
        const ofRole = watches.get(role) ?? new Map<Schema, Watch>();
        watches.set(role, ofRole);
        const known = ofRole.get(schema) ?? watch(schema);
        ofRole.set(schema, known);
        return known.schema;
      },
      asked(ask, answer) {
        if (isOpen) questions.push({ ask, answer });
      },
      uncached() {
        if (isOpen) isUncached = true;
      },
    },
    close() {
      isOpen = false;
      const footprint = (role: SchemaRole): Footprint | undefined =>
        merged([...(watches.get(role)?.values() ?? [])].map((one) => one.footprint()));
      const [own, start, final] = [footprint('own'), footprint('start'), footprint('final')];
      watches.clear();
      const isEmpty = own === undefined && start === undefined && final === undefined && questions.length === 0 && !isUncached;
      return isEmpty ? EMPTY_TRACE : { own, start, final, questions, isUncached };
    },
  };
}
