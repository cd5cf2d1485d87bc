import { stepsOf } from '../../migrations/replay/steps';
import type { ObjectId } from '../../schema/model/object';
import { typeText } from '../../schema/queries';
import type { MigrationContext, StepContext } from '../engine/context';
import { madeIn } from './creation';
import { ADDS_COLUMN, mayHaveGained } from './doubt';
import { keptTable, type TimestampOptions } from './timestampTable';
import { type Stamped, type TimestampTally, timestampTally } from './timestampTally';

/** What the tables of a root say about a timestamp column. */
export interface TimestampHabit {
  /** Set where so few tables have the column that it is not the project's habit: the newest table without it, which alone is reported. */
  readonly newest?: ObjectId;
  /** The name that most tables use; undefined when they do not agree. */
  readonly name?: string;
  /** Type and default of the columns of that name, as the project writes them; undefined when they do not agree. */
  readonly definition?: string;
}

/** They change with every table that comes or goes, so only who has to name them should ask. */
export interface TimestampCounts {
  /** Number of tables that should have the column, and of those of them that have none. */
  readonly judged: number;
  readonly lacking: number;
}

type Root = MigrationContext<unknown>;

/** Fewer tables than this show no habit. */
const FEW_TABLES = 5;

type Asking = Pick<StepContext<TimestampOptions>, 'options' | 'derive'>;

/** Worked out once, however many tables are asked about. */
export function timestampHabit({ options, derive }: Asking, siblings: readonly string[]): TimestampHabit {
  return derive(`timestamp habit ${keyOf(options, siblings)}`, (root) => habitOf(tallyOf(root, options, siblings), root));
}

export function timestampCounts({ options, derive }: Asking, siblings: readonly string[]): TimestampCounts {
  return derive(`timestamp counts ${keyOf(options, siblings)}`, (root) => {
    const { having, lacking } = tallyOf(root, options, siblings);
    const without = surelyLacking(lacking, root).size;
    return { judged: having + without, lacking: without };
  });
}

function keyOf(options: TimestampOptions, siblings: readonly string[]): string {
  return JSON.stringify([options, siblings]);
}

function tallyOf(root: Root, options: TimestampOptions, siblings: readonly string[]): TimestampTally {
  return root.upkeep(`timestamps ${keyOf(options, siblings)}`, (earlier) => timestampTally(root.final, options, siblings, earlier));
}

function habitOf({ having, lacking: without, stamped }: TimestampTally, root: Root): TimestampHabit {
  const lacking = surelyLacking(without, root);
  const judged = having + lacking.size;
  const newest = judged >= FEW_TABLES && having < judged / 4 ? newestOf(lacking, root) : undefined;
  const name = agreed([...stamped].map(([written, groups]) => [written, sum([...groups.values()].map(({ size }) => size))]));
  const definition = name === undefined ? undefined : definitionOf(stamped.get(name)!, root);
  return {
    ...(newest === undefined ? {} : { newest }),
    ...(name === undefined ? {} : { name }),
    ...(definition === undefined ? {} : { definition }),
  };
}

/** Those that nothing can have given the column which could not be followed. */
function surelyLacking(tables: ReadonlySet<ObjectId>, root: Root): ReadonlySet<ObjectId> {
  const { gaps, tables: known } = root.final;
  return gaps.length === 0 ? tables : new Set([...tables].filter((id) => !mayHaveGained(root, known.get(id)!, ADDS_COLUMN)));
}

/** The last of these tables that a CREATE TABLE of some migration makes. */
function newestOf(tables: ReadonlySet<ObjectId>, { history, final }: Root): ObjectId | undefined {
  for (let i = history.length - 1; i >= 0; i--)
    for (const part of [...history[i]!.up].reverse())
      for (let k = part.runs.length - 1; k >= 0; k--) {
        const run = part.runs[k]!;
        if (!run.effect.changes.some(({ change }) => change.kind === 'createTable')) continue;
        for (const { change, before, after } of [...stepsOf([run], part)].reverse()) {
          const made = change.kind === 'createTable' ? keptTable(change, { before, after, final }) : undefined;
          if (made !== undefined && tables.has(made.id)) return made.id;
        }
      }
  return undefined;
}

/** What more than half of all say; undefined when there is no such half, or only one to speak. */
function agreed(groups: readonly (readonly [said: string, size: number])[]): string | undefined {
  const all = sum(groups.map(([, size]) => size));
  return groups.find(([, size]) => size >= 2 && size > all / 2)?.[0];
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

/** Of columns of one name. */
function definitionOf(groups: ReadonlyMap<string, ReadonlyMap<ObjectId, Stamped>>, root: Root): string | undefined {
  const said = agreed([...groups].flatMap(([definition, { size }]) => (definition === '' ? [] : [[definition, size]])));
  const alike = said === undefined ? undefined : groups.get(said)!;
  if (alike === undefined) return undefined;
  const latest = alike.get([...alike.keys()].reduce((last, id) => Math.max(last, id)))!;
  const [, column] = latest;
  const value = column.default === undefined ? '' : ` DEFAULT ${column.default.text}`;
  return `${writtenType(latest, root)}${column.notNull ? ' NOT NULL' : ''}${value}`;
}

/** `TIMESTAMP(3)` where the project writes it so; as PostgreSQL prints it where the CREATE TABLE does not have the column. */
function writtenType([table, column]: Stamped, { history, final }: Root): string {
  for (const { steps } of history[madeIn(history, table.id)]?.up ?? [])
    for (const { change, before, after, located } of steps) {
      if (change.kind !== 'createTable' || keptTable(change, { before, after, final })?.id !== table.id) continue;
      const written = column.changed === column.created ? change.columns.find(({ name }) => name.text === column.name) : undefined;
      if (written !== undefined) return located.statement.text.slice(written.type.span.start, written.type.span.end);
    }
  return typeText(final, column.type);
}
