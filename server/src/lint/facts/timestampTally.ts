import type { ObjectId } from '../../schema/model/object';
import type { Schema } from '../../schema/model/schema';
import type { Column, Table } from '../../schema/model/table';
import type { Earlier } from '../engine/derived';
import { hasOwnColumns, needsNone, type TimestampOptions, timestampColumn } from './timestampTable';

/** A table, and its column that counts as the timestamp. */
export type Stamped = readonly [Table, Column];

/** What each table has to say about a timestamp column. */
export interface TimestampTally {
  /** Number of tables that should have the column and have it. */
  readonly having: number;
  /** Those that should have it and do not. */
  readonly lacking: ReadonlySet<ObjectId>;
  /** Tables with such a column, by its name, then by its type and default; those whose column is generated or an identity stand under ''. */
  readonly stamped: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<ObjectId, Stamped>>>;
}

/** Counts all tables, or, with an earlier tally, those that have changed since. The earlier one becomes the new one. */
export function timestampTally(
  final: Schema,
  options: TimestampOptions,
  siblings: readonly string[],
  earlier: Earlier<TimestampTally> | undefined,
): TimestampTally {
  // The options may name a type or a schema.
  const isUseful = earlier !== undefined && !earlier.changed.has('types') && !earlier.changed.has('namespaces');
  const tally = isUseful ? (earlier.value as Tally) : new Tally();
  const changed = isUseful ? (earlier.changed.get('tables') as ReadonlySet<ObjectId> | undefined) : final.tables.keys();
  for (const id of changed ?? []) {
    const table = final.tables.get(id);
    tally.forget(id);
    if (table !== undefined && hasOwnColumns(table)) tally.count(table, voteOf(table, final, options, siblings));
  }
  return tally;
}

interface Vote {
  readonly column: Column | undefined;
  /** Should the table have one? */
  readonly isAsked: boolean;
}

function voteOf(table: Table, final: Schema, options: TimestampOptions, siblings: readonly string[]): Vote {
  return { column: timestampColumn(table, final, options), isAsked: !needsNone(table, final, options, siblings) };
}

class Tally implements TimestampTally {
  readonly lacking = new Set<ObjectId>();
  readonly stamped = new Map<string, Map<string, Map<ObjectId, Stamped>>>();
  readonly #votes = new Map<ObjectId, Vote>();
  having = 0;

  count(table: Table, vote: Vote): void {
    const { column, isAsked } = vote;
    this.#votes.set(table.id, vote);
    if (column !== undefined) this.#groupOf(column).set(table.id, [table, column]);
    if (!isAsked) return;
    if (column === undefined) this.lacking.add(table.id);
    else this.having++;
  }

  forget(table: ObjectId): void {
    const vote = this.#votes.get(table);
    if (vote === undefined) return;
    this.#votes.delete(table);
    this.lacking.delete(table);
    if (vote.column === undefined) return;
    this.#groupOf(vote.column).delete(table);
    if (vote.isAsked) this.having--;
  }

  #groupOf(column: Column): Map<ObjectId, Stamped> {
    const ofName = this.stamped.get(column.name) ?? new Map<string, Map<ObjectId, Stamped>>();
    const definition = definitionOf(column);
    const group = ofName.get(definition) ?? new Map<ObjectId, Stamped>();
    this.stamped.set(column.name, ofName.set(definition, group));
    return group;
  }
}

/** The same for columns that are written alike; '' for those whose values are not given by a default. */
function definitionOf({ generated, identity, type, notNull, default: value }: Column): string {
  if (generated !== undefined || identity !== undefined) return '';
  return JSON.stringify([type, notNull, value?.text.toLowerCase() ?? '']);
}
