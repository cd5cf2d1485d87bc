import type { Column, Schema, Table } from '../schema/model';
import { displayName, findTable, foreignKeys, primaryKey, typeText } from '../schema/queries';
import type { CreateTable } from '../sql/change';
import { columnInsertion } from './columnInsertion';
import { ADDS_COLUMN, mayHaveAdded } from './doubt';
import type { Reporter, StepContext } from './rule';

/** Options of the two rules that ask for a timestamp column. */
export interface TimestampOptions {
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly definition: string;
  readonly except: readonly string[];
}

/** What a table without the column keeps from people: `when a row was created`. */
export interface Timestamp {
  readonly tells: string;
  /** Names of the sibling column: a join table may have it and still be one. */
  readonly siblings: readonly string[];
}

/** Options as the rules declare them: only the names differ. */
export function timestampOptions<const N extends readonly string[]>(names: N, what: string) {
  return {
    names: { default: names, description: `Names that count as ${what}, in any letter case. The first one is what a fix writes.` },
    types: {
      default: [] as readonly string[],
      description: 'Types that count, as PostgreSQL prints them (`timestamp with time zone`). Empty: any type does.',
    },
    definition: {
      default: 'timestamptz NOT NULL DEFAULT now()',
      description: 'Type and default of the column that a fix writes.',
    },
    except: { default: [] as readonly string[], description: 'Tables that need no such column; `*` stands for any text (`*_log`).' },
  } as const;
}

/** Reports the CREATE TABLE of a table that has no such column in the last schema. */
export function checkTimestamp(change: CreateTable, step: StepContext<TimestampOptions>, report: Reporter, timestamp: Timestamp): void {
  const { options, final } = step;
  const last = keptTable(change, step);
  if (last === undefined || mayHaveAdded(step, last.name, ADDS_COLUMN)) return;
  if (last.columns.some((column) => counts(column, final, options))) return;
  const shown = displayName(final, last);
  if (isJoinTable(last, timestamp.siblings) || options.except.some((pattern) => matches(pattern, last.name) || matches(pattern, shown)))
    return;
  const name = columnName(change, step);
  const edit = hadColumn(step, last, name) ? undefined : columnInsertion(change, step, step.dialect.quote(name), options.definition);
  const { name: written } = change.name;
  const label = displayName(step.after, { namespace: last.namespace, name: written.text });
  report({
    span: step.at(written.span),
    message: `\`${label}\` has no \`${name}\` column, so nobody can tell ${timestamp.tells}. Add \`${name} ${options.definition}\`.`,
    fixes:
      edit === undefined
        ? []
        : [
            {
              title: `Add \`${name}\` to \`${label}\``,
              safety: 'safe',
              changes: [{ kind: 'edit', file: step.located.file, edits: [edit] }],
            },
          ],
  });
}

/** The table as it is in the end; nothing for tables that are gone by then, and for those whose columns are another table's concern. */
function keptTable(change: CreateTable, step: StepContext<unknown>): Table | undefined {
  if (change.temporary || change.foreign || change.partitionOf !== undefined || change.inherits.length > 0) return undefined;
  const made = findTable(step.after, change.name.name.text, change.name.schema?.text);
  if (made === undefined || step.before.tables.has(made.id)) return undefined;
  const last = step.final.tables.get(made.id);
  return last === undefined || last.partitionOf !== undefined || last.inherits.length > 0 ? undefined : last;
}

/** A column that some migration adds or drops must not be made a second time. */
function hadColumn({ history, after }: StepContext<unknown>, table: Table, name: string): boolean {
  return [after, ...history.map((migration) => migration.after)].some((schema) =>
    schema.tables.get(table.id)?.columns.some((column) => column.name === name),
  );
}

function counts(column: Column, schema: Schema, { names, types }: TimestampOptions): boolean {
  const name = column.name.toLowerCase();
  if (!names.some((wanted) => wanted.toLowerCase() === name)) return false;
  return types.length === 0 || types.includes(typeText(schema, column.type));
}

/** A row of a join table says only that two others belong together: it is added and deleted, never changed. */
function isJoinTable(table: Table, siblings: readonly string[]): boolean {
  const keys = foreignKeys(table);
  if (keys.length < 2) return false;
  const referring = new Set(keys.flatMap(({ columns }) => columns));
  const primary = primaryKey(table)?.columns ?? [];
  const rest = table.columns.filter(
    ({ number, name }) => !referring.has(number) && !primary.includes(number) && !siblings.includes(name.toLowerCase()),
  );
  return rest.length === 0 || (primary.length >= 2 && primary.every((number) => referring.has(number)));
}

/** The name that the project's other tables use most, written as this table writes its names. */
function columnName(change: CreateTable, step: StepContext<TimestampOptions>): string {
  const { names } = step.options;
  const used = new Map<string, number>();
  for (const table of step.final.tables.values())
    for (const { name } of table.columns) if (names.includes(name)) used.set(name, (used.get(name) ?? 0) + 1);
  const camel = change.columns.some(({ name }) => /^[a-z]+[A-Z]/.test(name.text));
  const fitting = names.filter((name) => (camel ? !name.includes('_') : !/[A-Z]/.test(name)));
  const [best] = [...fitting].sort((a, b) => (used.get(b) ?? 0) - (used.get(a) ?? 0));
  const first = names[0] ?? 'created_at';
  return best !== undefined && (used.has(best) || !camel) ? best : camel ? toCamel(first) : first;
}

function toCamel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(name);
}
