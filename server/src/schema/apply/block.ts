import type { BlockStep, CatalogObject, Condition } from '../../sql/block';
import type { Change, ChangeOf } from '../../sql/change';
import type { Applied } from '../apply';
import { isView, type Schema } from '../model';
import { findNamespace } from '../queries';
import { findType } from '../typeUse';
import type { Context } from './context';
import { isUnsure } from './context';

/** How a single change is applied: handed in, because the block stands below what dispatches changes. */
type Apply = (schema: Schema, change: Change) => Applied;

interface Outcome {
  readonly schema: Schema;
  readonly failed: boolean;
}

/** Runs what can be followed of a DO block; what cannot leaves a gap for the names that it may touch. */
export function applyRunBlock(schema: Schema, change: ChangeOf<'runBlock'>, context: Context, apply: Apply): Schema {
  return run(schema, change.body, context, apply, false).schema;
}

function run(schema: Schema, steps: readonly BlockStep[], context: Context, apply: Apply, caught: boolean): Outcome {
  let current = schema;
  for (const step of steps) {
    const outcome = runStep(current, step, context, apply, caught);
    if (outcome.failed) return outcome;
    current = outcome.schema;
  }
  return { schema: current, failed: false };
}

function runStep(schema: Schema, step: BlockStep, context: Context, apply: Apply, caught: boolean): Outcome {
  switch (step.kind) {
    case 'statement':
      return runStatement(schema, step.changes, context, apply, caught);
    case 'guarded': {
      const tried = run(schema, step.body, context, apply, true);
      return tried.failed ? run(schema, step.handler, context, apply, caught) : tried;
    }
    case 'unknown':
      return { schema: gap(schema, step.mayTouch, context), failed: false };
    case 'if':
      return runIf(schema, step, context, apply, caught);
  }
}

function runStatement(schema: Schema, changes: readonly Change[], context: Context, apply: Apply, caught: boolean): Outcome {
  const skipped = new Set<number>();
  let current = schema;
  for (const [index, change] of changes.entries()) {
    if (change.partOf !== undefined && skipped.has(change.partOf)) {
      skipped.add(index);
      continue;
    }
    const applied = apply(current, change);
    if (caught && applied.problems.length > 0) return { schema, failed: true };
    for (const problem of applied.problems) context.report(problem);
    if (applied.skipped) skipped.add(index);
    current = applied.schema;
  }
  return { schema: current, failed: false };
}

function runIf(schema: Schema, step: BlockStep & { kind: 'if' }, context: Context, apply: Apply, caught: boolean): Outcome {
  for (const { condition, body } of step.branches) {
    const holds = condition === undefined ? undefined : answer(schema, condition);
    if (holds === true) return run(schema, body, context, apply, caught);
    if (holds === undefined) {
      const all = [...step.branches.flatMap((branch) => branch.body), ...step.otherwise];
      return { schema: all.length === 0 ? schema : gap(schema, touched(all), context), failed: false };
    }
  }
  return run(schema, step.otherwise, context, apply, caught);
}

function gap(schema: Schema, mayTouch: readonly string[] | undefined, context: Context): Schema {
  const origin = context.at({ start: 0, end: 0 });
  return {
    ...schema,
    gaps: [...schema.gaps, { origin, reason: 'do-block', ...(mayTouch === undefined ? {} : { mayTouch: new Set(mayTouch) }) }],
  };
}

/** Names in steps of which nobody knows whether they run; undefined when they may touch anything. */
function touched(steps: readonly BlockStep[]): readonly string[] | undefined {
  const names: string[] = [];
  for (const step of steps) {
    const inner =
      step.kind === 'unknown'
        ? step.mayTouch
        : step.kind === 'statement'
          ? namesIn(step.changes)
          : touched(
              step.kind === 'if' ? [...step.branches.flatMap(({ body }) => body), ...step.otherwise] : [...step.body, ...step.handler],
            );
    if (inner === undefined) return undefined;
    names.push(...inner);
  }
  return names;
}

/** Every Name in a change: objects with a text and a span. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'text' in value && 'span' in value && typeof value.text === 'string' ? [value.text] : [];
  return [...own, ...Object.values(value).flatMap(namesIn)];
}

/** Whether a condition holds. Undefined: the schema may lack what is asked for. */
export function answer(schema: Schema, condition: Condition): boolean | undefined {
  switch (condition.kind) {
    case 'constant':
      return condition.value;
    case 'not': {
      const inner = answer(schema, condition.of);
      return inner === undefined ? undefined : !inner;
    }
    case 'all':
    case 'any': {
      const decisive = condition.kind === 'any';
      const values = condition.of.map((part) => answer(schema, part));
      if (values.includes(decisive)) return decisive;
      return values.includes(undefined) ? undefined : !decisive;
    }
    case 'exists': {
      const found = exists(schema, condition.object);
      return !found && isUnsure(schema, condition.object.name) ? undefined : found;
    }
  }
}

function exists(schema: Schema, { kind, name, schema: inSchema, of }: CatalogObject): boolean {
  const inPlace = (object: { readonly namespace: number }): boolean =>
    inSchema === undefined || findNamespace(schema, inSchema)?.id === object.namespace;
  const owners = [...schema.tables.values(), ...schema.views.values()].filter(inPlace);
  const asked = of === undefined ? owners : owners.filter((owner) => owner.name === of);
  switch (kind) {
    case 'relation':
      return (
        [...owners, ...schema.sequences.values()].some((object) => object.name === name && inPlace(object)) ||
        exists(schema, { kind: 'index', name, ...(inSchema === undefined ? {} : { schema: inSchema }) })
      );
    case 'index':
      return asked.some(({ indexes }) => indexes.some((index) => index.name === name));
    case 'type':
      return (
        findType(schema, { name, ...(inSchema === undefined ? {} : { schema: inSchema }) }) !== undefined ||
        schema.types.some((type) => type.name === name && inPlace(type))
      );
    case 'column':
      return asked.some(({ columns }) => columns.some((column) => column.name === name));
    case 'constraint':
      return asked.some((owner) => !isView(owner) && owner.constraints.some((constraint) => constraint.name === name));
    case 'trigger':
      return asked.some(({ triggers }) => triggers.some((trigger) => trigger.name === name));
    case 'policy':
      return asked.some((owner) => !isView(owner) && owner.policies.some((policy) => policy.name === name));
    case 'schema':
      return findNamespace(schema, name)?.created !== undefined || name === 'public';
    case 'extension':
      return schema.extensions.has(name);
    case 'enum label':
      return schema.types.some((type) => type.kind === 'enum' && (of === undefined || type.name === of) && type.labels.includes(name));
    case 'routine':
      return schema.routines.some((routine) => routine.name === name && inPlace(routine));
  }
}
