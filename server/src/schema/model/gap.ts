import type { Hidden } from '../../code/catalogView';
import type { Origin } from './object';

export type { Hidden };

/** A kind of objects that a gap may hide. Tables stand for all relations but indexes, functions for all routines. */
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

/** From here on the model may lack something, because something could not be read. */
export interface Gap {
  readonly origin: Origin;
  readonly reason: 'do-block' | 'syntax-error' | 'not-understood' | 'meta-command' | 'code-migration' | 'placeholder';
  /** Names that may be touched, of objects and of their tables, some known in part; undefined: any. */
  readonly mayTouch?: ReadonlySet<string>;
  /** Kinds of objects that may be touched; undefined: any. */
  readonly kinds?: ReadonlySet<GapKind>;
  /** Why the code could not be followed. */
  readonly hidden?: Hidden;
}
