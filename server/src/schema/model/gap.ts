import type { Hidden } from '../../code/catalogView';
import type { Origin } from './object';

export type { Hidden };

/** A kind of objects that a gap may hide. `table` stands for every relation but indexes, `function` for every routine. */
export type GapKind =
  | 'table'
  | 'index'
  | 'column'
  | 'constraint'
  | 'trigger'
  | 'policy'
  | 'function'
  | 'type'
  | 'schema'
  | 'extension'
  | 'comment';

/**
 * A statement that could not be read or followed: from here on the schema may lack objects that it made, or hold objects that it dropped.
 */
export interface Gap {
  readonly origin: Origin;
  readonly reason: 'do-block' | 'syntax-error' | 'not-understood' | 'meta-command' | 'code-migration' | 'placeholder';
  /** Names of the objects that it may have touched and of their tables, some of them known in part only; undefined: any name. */
  readonly mayTouch?: ReadonlySet<string>;
  /** Kinds of objects that it may have touched; undefined: any kind. */
  readonly kinds?: ReadonlySet<GapKind>;
  /** Why the code could not be followed. */
  readonly hidden?: Hidden;
}
