import type { ObjectId } from '../../schema/model/object';
import type { Schema } from '../../schema/model/schema';
import type { Column, Table } from '../../schema/model/table';
import { keysIn } from '../../schema/versions/entries';
import type { Earlier } from '../engine/derived';
import { hasOwnColumns, needsNone, type TimestampOptions, timestampColumn } from './timestampTable';

/** A table with its timestamp column. */
export type Stamped = readonly [Table, Column];

/** Which tables have a timestamp column, and which lack it. */
export interface TimestampTally {
  /** Number of tables that should have the column and have it. */
  readonly having: number;
  /** Tables that should have it and do not. */
  readonly lacking: ReadonlyMap<ObjectId, Table>;
  /** Tables with the column, by its name, then by its type and default; '' is the key of generated and identity columns. */
  readonly stamped: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<ObjectId, Stamped>>>;
}

/** Counts all tables, or, with an earlier tally, only those that have changed since. The earlier tally is changed and returned. */
export function timestampTally(
  final: Schema,
  options: TimestampOptions,
  siblings: readonly string[],
  earlier: Earlier<TimestampTally> | undefined,
): TimestampTally {
  // A changed type or schema may be named by the options, which concerns every table.
  const isUseful = earlier !== undefined && !earlier.changed.has('types') && !earlier.changed.has('namespaces');
  const tally = isUseful ? (earlier.value as Tally) : new Tally();
  const changed = isUseful ? keysIn(earlier.changed, 'tables') : final.tables.keys();
  for (const id of changed) {
    const table = final.tables.get(id);
    tally.forget(id);
    if (table !== undefined && hasOwnColumns(table)) tally.count(table, voteOf(table, final, options, siblings));
  }
  return tally;
}

interface Vote {
  readonly column: Column | undefined;
  /** True when the table should have the column. */
  readonly isAsked: boolean;
}

function voteOf(table: Table, final: Schema, options: TimestampOptions, siblings: readonly string[]): Vote {
  return { column: timestampColumn(table, final, options), isAsked: !needsNone(table, final, options, siblings) };
}

class Tally implements TimestampTally {
  readonly lacking = new Map<ObjectId, Table>();
  readonly stamped = new Map<string, Map<string, Map<ObjectId, Stamped>>>();
  readonly #votes = new Map<ObjectId, Vote>();
  having = 0;

  count(table: Table, vote: Vote): void {
    const { column, isAsked } = vote;
    this.#votes.set(table.id, vote);
    if (column !== undefined) this.#groupOf(column).set(table.id, [table, column]);
    if (!isAsked) return;
    if (column === undefined) this.lacking.set(table.id, table);
    else this.having++;
  }

  forget(table: ObjectId): void {
    const vote = this.#votes.get(table);
    if (vote === undefined) return;
    this.#votes.delete(table);
    this.lacking.delete(table);
    if (vote.column === undefined) return;
    this.#takeOut(vote.column, table);
    if (vote.isAsked) this.having--;
  }

  /** A group that this leaves empty goes, too: while a type is typed, each letter of it makes one. */
  #takeOut(column: Column, table: ObjectId): void {
    const ofName = this.stamped.get(column.name)!;
    const definition = definitionOf(column);
    const group = ofName.get(definition)!;
    group.delete(table);
    if (group.size === 0) ofName.delete(definition);
    if (ofName.size === 0) this.stamped.delete(column.name);
  }

  #groupOf(column: Column): Map<ObjectId, Stamped> {
    const ofName = this.stamped.get(column.name) ?? new Map<string, Map<ObjectId, Stamped>>();
    const definition = definitionOf(column);
    const group = ofName.get(definition) ?? new Map<ObjectId, Stamped>();
    this.stamped.set(column.name, ofName.set(definition, group));
    return group;
  }
}

/** Key of the type and default: equal for columns that are written alike. '' for columns whose value no default gives. */
function definitionOf({ generated, identity, type, notNull, default: value }: Column): string {
  if (generated !== undefined || identity !== undefined) return '';
  return JSON.stringify([type, notNull, value?.text.toLowerCase() ?? '']);
}
