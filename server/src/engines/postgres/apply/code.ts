import { newFrame, newVariables } from '../../../code/frame';
import { routineCalls } from '../../../code/routines';
import type { Apply, Run } from '../../../code/run';
import { runSteps } from '../../../code/steps';
import type { Context } from '../../../schema/apply/context';
import type { Schema } from '../../../schema/model/schema';
import type { ChangeOf } from '../../../sql/change';
import type { CodeStep } from '../../../sql/code';

/** How much code one statement may run: nobody would wait for more. */
const MOST_STEPS = 50_000;
/** How many rows of catalogs it may look at. */
const MOST_LOOKS = 3_000_000;

/** DO, CALL and SELECT of functions: runs what can be followed of the code. What cannot leaves a gap for what it may touch. */
export function applyCode(
  schema: Schema,
  { body, language }: ChangeOf<'runBlock' | 'callRoutines'>,
  context: Context,
  apply: Apply,
): Schema {
  const run = newRun(schema, language, context, apply);
  runBody(body, run);
  if (run.failure === undefined) return run.schema;
  if (run.failure.doubt === undefined) {
    // As in PostgreSQL, a statement that fails leaves nothing behind.
    for (const problem of run.failure.problems) context.report(problem);
    return schema;
  }
  const again = newRun(schema, language, context, apply);
  again.doubt = run.failure.doubt;
  runBody(body, again);
  return again.schema;
}

export function newRun(schema: Schema, language: Run['language'], context: Context, apply: Apply): Run {
  return {
    schema,
    language,
    apply,
    context,
    caller: undefined,
    here: { start: 0, end: 0 },
    steps: MOST_STEPS,
    looks: MOST_LOOKS,
    depth: 0,
    supposes: false,
    doubt: undefined,
    failure: undefined,
    routines: routineCalls,
  };
}

function runBody(body: readonly CodeStep[], run: Run): void {
  runSteps(body, newFrame(newVariables(), []), run);
}
