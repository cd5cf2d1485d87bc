import type { Change, ChangeKind, ChangeOf } from '../../sql/change';
import type { Span } from '../../text/span';
import type { Applied } from '../engine';
import type { Origin } from '../model/object';
import type { Schema } from '../model/schema';
import type { Problem, Refusal } from '../problem';
import { type Context, refuse } from './context';

/** The schema after one kind of change. */
type Family<K extends ChangeKind> = (schema: Schema, change: ChangeOf<K>, context: Context) => Schema;

/** An engine's family for each kind of change. A kind that its reader never makes is left out. */
export type Families = { readonly [K in ChangeKind]?: Family<K> };

/**
 * Applies changes by their kind, as `Engine.apply` does.
 *
 * @param whyRefused why the engine refuses a change that its family could apply. Asked first: a refused change is reported once,
 *   and neither it nor a change that is part of it takes place.
 */
export function applier(
  families: Families,
  whyRefused: (schema: Schema, change: Change) => Refusal | undefined,
): (schema: Schema, change: Change, at: (span: Span) => Origin) => Applied<Schema> {
  return (schema, change, at) => {
    const problems: Problem[] = [];
    let skipped = false;
    const context: Context = {
      at,
      report: (problem) => problems.push(problem),
      skip: () => {
        skipped = true;
      },
    };
    const refused = whyRefused(schema, change);
    if (refused !== undefined) return { schema: refuse(schema, context, refused.span, refused.condition), problems, skipped: true };
    // The key of a family is the kind of its change, which TypeScript cannot follow through a lookup.
    const family = families[change.kind] as Family<ChangeKind> | undefined;
    const after = family === undefined ? notUnderstood(schema, context) : family(schema, change, context);
    return { schema: after, problems, skipped };
  };
}

/** BEGIN, COMMIT and the like change nothing here: the replay keeps the schema at BEGIN and brings it back at ROLLBACK. */
export function applyTransaction(schema: Schema): Schema {
  return schema;
}

/** A statement that could not be followed leaves a gap for the objects that it may touch. */
export function applyOpaque(schema: Schema, change: ChangeOf<'opaque'>, context: Context): Schema {
  const mayTouch = change.mayTouch === undefined ? {} : { mayTouch: new Set(change.mayTouch) };
  return { ...schema, gaps: [...schema.gaps, { origin: context.at({ start: 0, end: 0 }), reason: change.reason, ...mayTouch }] };
}

function notUnderstood(schema: Schema, context: Context): Schema {
  return applyOpaque(schema, { kind: 'opaque', reason: 'not-understood' }, context);
}
