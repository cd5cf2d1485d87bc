import { stepsOf } from '../../migrations/replay/stepsOf';
import type { ObjectId } from '../../schema/model/object';
import type { Table } from '../../schema/model/table';
import { typeText } from '../../schema/queries';
import type { MigrationContext, StepContext } from '../engine/context';
import { madeIn } from './creation';
import { ADDS_COLUMN, mayHaveGained } from './doubt';
import { keptTable } from './keptTable';
import type { TimestampOptions } from './timestampTable';
import { type Stamped, type TimestampTally, timestampTally } from './timestampTally';

/** How the tables of a root use a timestamp column. */
export interface TimestampHabit {
  /** The newest table without the column, where so few tables have it that this one is reported for all of them. */
  readonly newest?: ObjectId;
  /** The name that most tables use; undefined when no name has a majority. */
  readonly name?: string;
  /** Type and default of most columns of that name, as the project writes them; undefined when none has a majority. */
  readonly definition?: string;
}

/** Changes whenever a table is added or dropped: call timestampCounts only to build a message. */
export interface TimestampCounts {
  /** Number of tables that should have the column. */
  readonly judged: number;
  /** Number of those that do not have it. */
  readonly lacking: number;
}

type Root = MigrationContext<unknown>;
type Lacking = TimestampTally['lacking'];

/** With fewer tables than this, every table is reported. */
const FEW_TABLES = 5;

type Asking = Pick<StepContext<TimestampOptions>, 'options' | 'derive'>;

/** Computed once for each state of the root. */
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

/** Those of the tables to which no gap may have added the column. */
function surelyLacking(tables: Lacking, root: Root): Lacking {
  const doubted = new Set<Table>();
  if (root.final.gaps.length > 0) for (const table of tables.values()) if (mayHaveGained(root, table, ADDS_COLUMN)) doubted.add(table);
  return doubted.size === 0 ? tables : new Map([...tables].filter(([, table]) => !doubted.has(table)));
}

/** The table of these that was created last; undefined when no CREATE TABLE of a migration made any of them. */
function newestOf(tables: Lacking, { history, final }: Root): ObjectId | undefined {
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

/** The group that has more than half of all members, and at least two; undefined when there is none. */
function agreed(groups: readonly (readonly [said: string, size: number])[]): string | undefined {
  const all = sum(groups.map(([, size]) => size));
  return groups.find(([, size]) => size >= 2 && size > all / 2)?.[0];
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

/** Type and default that most of these columns share. All have the same name. */
function definitionOf(groups: ReadonlyMap<string, ReadonlyMap<ObjectId, Stamped>>, root: Root): string | undefined {
  const said = agreed([...groups].flatMap(([definition, { size }]) => (definition === '' ? [] : [[definition, size]])));
  const alike = said === undefined ? undefined : groups.get(said)!;
  if (alike === undefined) return undefined;
  const latest = alike.get([...alike.keys()].reduce((last, id) => Math.max(last, id)))!;
  const [, column] = latest;
  const value = column.default === undefined ? '' : ` DEFAULT ${column.default.text}`;
  return `${writtenType(latest, root)}${column.notNull ? ' NOT NULL' : ''}${value}`;
}

/** The type as the CREATE TABLE writes it (`TIMESTAMP(3)`); as the server prints it where another statement added or changed the column. */
function writtenType([table, column]: Stamped, { history, final }: Root): string {
  for (const { steps } of history[madeIn(history, table.id)]?.up ?? [])
    for (const { change, before, after, located } of steps) {
      if (change.kind !== 'createTable' || keptTable(change, { before, after, final })?.id !== table.id) continue;
      const written = column.changed === column.created ? change.columns.find(({ name }) => name.text === column.name) : undefined;
      if (written !== undefined) return located.statement.text.slice(written.type.span.start, written.type.span.end);
    }
  return typeText(final, column.type);
}
