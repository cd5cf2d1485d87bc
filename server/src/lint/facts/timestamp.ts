import type { Table } from '../../schema/model/table';
import { displayName } from '../../schema/queries';
import type { CreateTable } from '../../sql/change';
import type { StepContext } from '../engine/context';
import type { Fix, Reporter } from '../engine/rule';
import { columnInsertion } from '../fixes/columnInsertion';
import { madeIn } from './creation';
import { ADDS_COLUMN, mayHaveAdded } from './doubt';
import { keptTable } from './keptTable';
import { type TimestampCounts, type TimestampHabit, timestampCounts, timestampHabit } from './timestampHabit';
import { hasOwnColumns, isOneOf, needsNone, type TimestampOptions, timestampColumn } from './timestampTable';

/** A timestamp column that a rule asks for. */
export interface Timestamp {
  /** The fact that the column records: `when a row was created`. */
  readonly tells: string;
  /** Names of the other timestamp column, in lower case. A join table may have that one and still be a join table. */
  readonly siblings: readonly string[];
}

const DEFINITION = 'timestamptz NOT NULL DEFAULT now()';

/** The options of a timestamp rule; the two rules differ only in the names. */
export function timestampOptions<const N extends readonly string[]>(names: N, what: string) {
  return {
    names: {
      default: names,
      description: `Names that count as ${what}, in any letter case. A fix writes the one that most tables of the folder use, or else the first one.`,
    },
    types: {
      default: [] as readonly string[],
      description: 'Types that count, as the database prints them (`timestamp with time zone`). Empty: any type does.',
    },
    definition: {
      default: DEFINITION,
      description: 'Type and default of the column that a fix writes. Left as it is, the fix writes what most tables of the folder have.',
    },
    except: { default: [] as readonly string[], description: 'Tables that need no such column; `*` stands for any text (`*_log`).' },
  } as const;
}

/** Reports the CREATE TABLE of a table that has no such column in the final schema. Where few tables have one, only the newest without it is reported. */
export function checkTimestamp(change: CreateTable, step: StepContext<TimestampOptions>, report: Reporter, timestamp: Timestamp): void {
  const { options, final } = step;
  const last = keptTable(change, step);
  if (last === undefined || !hasOwnColumns(last) || mayHaveAdded(step, last.name, ADDS_COLUMN)) return;
  if (timestampColumn(last, final, options) !== undefined || needsNone(last, final, options, timestamp.siblings)) return;
  const habit = timestampHabit(step, timestamp.siblings);
  const name = columnName(change, options, habit);
  const definition = options.definition === DEFINITION ? (habit.definition ?? DEFINITION) : options.definition;
  const { name: written } = change.name;
  const label = displayName(step.after, { namespace: last.namespace, name: written.text });
  const column = `\`${name} ${definition}\``;
  const isRare = habit.newest !== undefined;
  const isNewest = habit.newest === last.id;
  report({
    span: step.at(written.span),
    message: isNewest
      ? `${howMany(timestampCounts(step, timestamp.siblings))} have no \`${name}\` column, the newest of them \`${label}\`, so nobody can tell ${timestamp.tells}. Add ${column} to new tables, or turn this rule off.`
      : `\`${label}\` has no \`${name}\` column, so nobody can tell ${timestamp.tells}. Add ${column}.`,
    fixes: () => fixes(change, step, last, { name, definition, label, safety: isRare ? 'unsafe' : 'safe' }),
    quiet: isRare && !isNewest,
  });
}

function howMany({ lacking, judged }: TimestampCounts): string {
  return `${lacking} of ${judged} tables`;
}

interface Proposal {
  readonly name: string;
  readonly definition: string;
  readonly label: string;
  /** Unsafe where most tables of the project have no such column. */
  readonly safety: Fix['safety'];
}

function fixes(change: CreateTable, step: StepContext<unknown>, last: Table, proposal: Proposal): readonly Fix[] {
  const { name, definition, label, safety } = proposal;
  const edit = hadColumn(step, last, name) ? undefined : columnInsertion(change, step, step.engine.quote(name), definition);
  if (edit === undefined) return [];
  return [{ title: `Add \`${name}\` to \`${label}\``, safety, changes: [{ kind: 'edit', file: step.located.file, edits: [edit] }] }];
}

/** True when any version of the table has a column of this name: the fix must not create it twice. Only a table that has lost or changed a column needs a look at its history. */
function hadColumn({ uncached, after }: StepContext<unknown>, table: Table, name: string): boolean {
  const isWhole = table.columns.length === table.nextColumnNumber - 1 && table.columns.every(({ changed, created }) => changed === created);
  if (isWhole) return table.columns.some((column) => column.name === name);
  const { history } = uncached;
  const schemas = [after, ...history.slice(madeIn(history, table.id)).map((migration) => migration.after)];
  return schemas.some((schema) => schema.tables.get(table.id)?.columns.some((column) => column.name === name));
}

/** The name that most tables of the root use, or else the first of the option, in the letter case of this table where the option lists it so. */
function columnName(change: CreateTable, { names }: TimestampOptions, habit: TimestampHabit): string {
  const name = habit.name ?? names[0] ?? 'created_at';
  const cased = inCaseOf(change, name);
  return isOneOf(names, cased) ? cased : name;
}

function inCaseOf({ columns }: CreateTable, name: string): string {
  if (columns.some((column) => /^[a-z]+[A-Z]/.test(column.name.text)))
    return name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
  if (columns.some((column) => column.name.text.includes('_')))
    return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return name;
}
