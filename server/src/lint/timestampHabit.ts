import { stepsOf } from '../migrations/steps';
import type { Column, ObjectId, Schema, Table } from '../schema/model';
import { typeText } from '../schema/queries';
import { madeIn } from './creation';
import { ADDS_COLUMN, mayHaveGained } from './doubt';
import type { MigrationContext, StepContext } from './rule';
import { hasOwnColumns, keptTable, needsNone, type TimestampOptions, timestampColumn } from './timestampTable';

/** What the tables of a root say about a timestamp column. */
export interface TimestampHabit {
  /** Tables that should have the column, and those of them that have none. */
  readonly judged: number;
  readonly lacking: number;
  /** Set where so few tables have the column that it is not the project's habit: the newest table without it, which alone is reported. */
  readonly newest?: ObjectId;
  /** The name that most tables use; undefined when they do not agree. */
  readonly name?: string;
  /** Type and default of the columns of that name, as the project writes them; undefined when they do not agree. */
  readonly definition?: string;
}

type Root = MigrationContext<unknown>;
type Stamped = readonly [Table, Column];

/** Fewer tables than this show no habit. */
const FEW_TABLES = 5;

/** Worked out once, however many tables are asked about. */
export function timestampHabit({ options, derive }: StepContext<TimestampOptions>, siblings: readonly string[]): TimestampHabit {
  return derive(`timestamps ${JSON.stringify([options, siblings])}`, (root) => workOut(root, options, siblings));
}

function workOut(root: Root, options: TimestampOptions, siblings: readonly string[]): TimestampHabit {
  const { final } = root;
  const stamped: Stamped[] = [];
  const lacking = new Set<ObjectId>();
  let having = 0;
  for (const table of final.tables.values()) {
    if (!hasOwnColumns(table)) continue;
    const { column, isExcepted } = verdictOn(table, final, options, siblings);
    if (column !== undefined) stamped.push([table, column]);
    if (isExcepted) continue;
    if (column !== undefined) having++;
    else if (!mayHaveGained(root, table, ADDS_COLUMN)) lacking.add(table.id);
  }
  const judged = having + lacking.size;
  const newest = judged >= FEW_TABLES && having < judged / 4 ? newestOf(lacking, root) : undefined;
  const named = agreed(stamped, ([, column]) => column.name);
  const name = named[0]?.[1].name;
  const definition = definitionOf(named, root);
  return {
    judged,
    lacking: lacking.size,
    ...(newest === undefined ? {} : { newest }),
    ...(name === undefined ? {} : { name }),
    ...(definition === undefined ? {} : { definition }),
  };
}

interface Verdict {
  readonly column: Column | undefined;
  readonly isExcepted: boolean;
  readonly namespaces: Schema['namespaces'];
  readonly types: Schema['types'];
}

/** What the rule thinks of a table: the same until the table, a schema or a type changes, and hardly any does with an edit. */
function verdictOn(table: Table, final: Schema, options: TimestampOptions, siblings: readonly string[]): Verdict {
  const ofRule = verdicts.get(options) ?? new WeakMap<Table, Verdict>();
  verdicts.set(options, ofRule);
  const known = ofRule.get(table);
  const { namespaces, types } = final;
  if (known !== undefined && known.namespaces === namespaces && known.types === types) return known;
  const column = timestampColumn(table, final, options);
  const verdict = { column, isExcepted: needsNone(table, final, options, siblings), namespaces, types };
  ofRule.set(table, verdict);
  return verdict;
}

const verdicts = new WeakMap<TimestampOptions, WeakMap<Table, Verdict>>();

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

/** Those that say the same as more than half of all do; none when there is no such half, or only one to speak. */
function agreed(all: readonly Stamped[], saying: (one: Stamped) => string): readonly Stamped[] {
  const groups = new Map<string, Stamped[]>();
  for (const one of all) {
    const said = saying(one);
    const group = groups.get(said);
    if (group === undefined) groups.set(said, [one]);
    else group.push(one);
  }
  return [...groups.values()].find((group) => group.length >= 2 && group.length > all.length / 2) ?? [];
}

function definitionOf(named: readonly Stamped[], root: Root): string | undefined {
  const plain = named.filter(([, { generated, identity }]) => generated === undefined && identity === undefined);
  const alike = agreed(plain, ([, column]) =>
    [typeText(root.final, column.type), column.notNull, column.default?.text.toLowerCase() ?? ''].join(),
  );
  const latest = alike.reduce<Stamped | undefined>((last, one) => (last === undefined || one[0].id > last[0].id ? one : last), undefined);
  if (latest === undefined) return undefined;
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
