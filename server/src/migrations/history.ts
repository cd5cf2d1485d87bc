import { apply } from '../schema/apply';
import { answer } from '../schema/condition';
import type { Schema } from '../schema/model';
import type { Change } from '../sql/change';
import { readPart, type StatementSources } from './reading';
import { type History, locate, type ReadStatement, type ReplayedMigration, type ReplayedPart, type Step } from './step';
import { type Transactions, transactions } from './transactions';
import type { LocatedStatement, Migration, Part } from './unit';

/** What a replay reads from. */
export interface Sources extends StatementSources {
  /** Text of a file; undefined when it is gone. */
  text(file: string): string | undefined;
  /** For parts in which the tool replaces no placeholders; absent where it never does. */
  readonly verbatim?: StatementSources;
}

/**
 * Replays migrations in order. With the history of an earlier state, whatever its files and the schema before it left
 * unchanged is taken over: an edit costs the statements that it touched and the replay from its migration on.
 */
export function replay(initial: Schema, migrations: readonly Migration[], sources: Sources, earlier?: History): History {
  const known = new Map(
    earlier === undefined || earlier.initial !== initial ? [] : earlier.migrations.map((one) => [one.migration.id, one]),
  );
  const replayed: ReplayedMigration[] = [];
  let schema = initial;
  for (const migration of migrations) {
    const next = replayMigration(schema, migration, sources, known.get(migration.id));
    replayed.push(next);
    schema = next.after;
  }
  return { initial, migrations: replayed, final: schema };
}

function replayMigration(
  before: Schema,
  migration: Migration,
  sources: Sources,
  earlier: ReplayedMigration | undefined,
): ReplayedMigration {
  const runs = migration.when === undefined || answer(before, migration.when) !== false;
  const up = replayParts(before, migration, runs ? migration.up : [], sources, earlier?.up);
  const isKnown = earlier !== undefined && earlier.migration === migration && earlier.before === before && same(earlier.up, up);
  const end = up.at(-1)?.after ?? (runs ? afterCode(before, migration, earlier) : before);
  const after = isKnown ? earlier.after : migration.role === 'baseline' ? afterDump(end, before) : end;
  const down = replayParts(after, migration, runs ? migration.down : [], sources, earlier?.down);
  return isKnown && same(earlier.down, down) ? earlier : { migration, before, after, up, down };
}

/** A dump empties the search path for itself; what comes after it runs in a session of its own. */
function afterDump(end: Schema, before: Schema): Schema {
  return end.searchPath === before.searchPath ? end : { ...end, searchPath: before.searchPath };
}

/** What goes up is code that nobody here can read (a down alone says that there is some), so from here on the model may lack something. */
function afterCode(before: Schema, migration: Migration, earlier: ReplayedMigration | undefined): Schema {
  if (earlier !== undefined && earlier.migration === migration && earlier.before === before) return earlier.after;
  const [down] = migration.down;
  const file = migration.code?.up ?? down?.file;
  if (file === undefined) return before;
  return withCode(before, { file, span: file === down?.file ? down.span : { start: 0, end: 0 } });
}

function same(a: readonly ReplayedPart[], b: readonly ReplayedPart[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

function replayParts(
  before: Schema,
  migration: Migration,
  parts: readonly Part[],
  sources: Sources,
  earlier: readonly ReplayedPart[] | undefined,
): readonly ReplayedPart[] {
  let schema = before;
  return parts.map((part, i) => {
    const replayed = replayPart(schema, before, migration, part, sources, earlier?.[i]);
    schema = replayed.after;
    return replayed;
  });
}

function replayPart(
  before: Schema,
  start: Schema,
  migration: Migration,
  part: Part,
  sources: Sources,
  earlier: ReplayedPart | undefined,
): ReplayedPart {
  const text = sources.text(part.file) ?? '';
  const untouched = earlier !== undefined && earlier.text === text && earlier.part === part;
  if (untouched && earlier.before === before) return earlier;
  const statements = untouched
    ? earlier.statements
    : readPart(text, part, part.isVerbatim ? (sources.verbatim ?? sources) : sources, earlier);
  const shared = earlier !== undefined && earlier.before === before ? earlier : undefined;
  const { steps, after } = fold(before, start, migration, part, statements, shared);
  return { part, text, before, after: part.isCode === true ? withCode(after, part) : after, statements, steps };
}

function withCode(schema: Schema, { file, span }: Pick<Part, 'file' | 'span'>): Schema {
  return { ...schema, gaps: [...schema.gaps, { origin: { file, span, statement: span }, reason: 'code-migration' }] };
}

interface Folded {
  readonly steps: readonly Step[];
  readonly after: Schema;
}

/**
 * The steps of a part. As long as the statements are the same objects as before, so are the schemas between them: the
 * rest of the history goes on from where it was, even when the part around them has grown.
 */
function fold(
  before: Schema,
  start: Schema,
  migration: Migration,
  part: Part,
  statements: readonly ReadStatement[],
  earlier: ReplayedPart | undefined,
): Folded {
  const steps: Step[] = [];
  let kept = earlier !== undefined;
  const session = transactions();
  let schema = before;
  for (const [i, { located, changes }] of statements.entries()) {
    kept = kept && earlier!.statements[i]?.located === located;
    const skipped = new Set<number>();
    for (const [index, change] of changes.entries()) {
      const taken = kept ? earlier!.steps[steps.length] : undefined;
      const step = taken === undefined ? makeStep(schema, start, migration, part, located, change, index, skipped, session) : taken;
      if (taken !== undefined) session.follow(change, schema);
      steps.push(step.part === part && step.migration === migration && step.start === start ? step : { ...step, part, migration, start });
      schema = step.after;
    }
  }
  const ended = kept && earlier!.statements.length === statements.length ? earlier!.after : session.end(schema);
  return { steps, after: ended };
}

function makeStep(
  schema: Schema,
  start: Schema,
  migration: Migration,
  part: Part,
  located: LocatedStatement,
  change: Change,
  index: number,
  skipped: Set<number>,
  session: Transactions,
): Step {
  const shared = { change, before: schema, located, migration, part, direction: part.direction, start };
  if (change.partOf !== undefined && skipped.has(change.partOf)) {
    skipped.add(index);
    return { ...shared, after: schema, problems: [] };
  }
  const applied = apply(schema, change, (span) => locate({ located }, span));
  if (applied.skipped) skipped.add(index);
  return { ...shared, after: session.follow(change, schema) ?? applied.schema, problems: applied.problems };
}
