import type { Change, TypeName } from '../sql/change';
import type { Dialect, EngineId } from '../sql/dialect';
import type { Span } from '../text/span';
import type { Origin } from './model/object';
import type { TypeUse } from './model/type';
import type { Problem } from './problem';

/**
 * A database engine: its SQL, and what its statements make of a schema. `S` is `Schema`, which names its own engine; the
 * parameter keeps the two files from importing each other. `model/schema.ts` ties the knot with `Engine`.
 */
export interface EngineOf<S> extends Dialect {
  /** A new database, before the first migration. */
  newDatabase(): S;
  /** The schema after a change. Never throws: a change that the server would refuse is reported and left out. */
  apply(schema: S, change: Change, at: (span: Span) => Origin): Applied<S>;
  /** What a written type means at this point; `unknown` where neither the engine nor the schema has it. */
  resolveType(schema: S, type: TypeName): TypeUse;
  /**
   * The name that the engine gives to an index, a constraint or a sequence without one, before it is numbered to be free:
   * `orders_user_id_fkey` for the table, the columns and the label `fkey`. Cut to `longestName`.
   */
  composeName(table: string, columns: readonly string[], label: string): string;
  /**
   * Why the server refuses a change, as a sentence. `condition` is that of a problem of kind `refused`, `name` the text at the
   * problem's span: the object that it is about.
   */
  refusal(change: Change, before: S, condition: string, name: string): string;
  /** Bytes of UTF-8 that a name may have. */
  readonly longestName: number;
}

/** An engine before anything of it is loaded. */
export interface EngineDescriptionOf<S> {
  /** What a configuration calls it: `postgresql`. */
  readonly id: EngineId;
  readonly name: string;
  /** Loads its parser. Never rejects: a smaller one takes over where the parser cannot run. */
  load(): Promise<EngineOf<S>>;
}

export interface Applied<S> {
  readonly schema: S;
  readonly problems: readonly Problem[];
  /** The change did not take place, so neither do those that are part of it. */
  readonly skipped: boolean;
}
