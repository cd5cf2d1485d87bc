import type { Span } from '../text/span';

/** What a piece of a script is, before any grammar has seen it. */
export type StatementKind = 'sql' | 'metaCommand' | 'copyData';

/**
 * One statement of a script. Offsets count from the start of the script's text.
 * The extents of all statements of a script cover it without gap or overlap.
 */
export interface Statement {
  readonly kind: StatementKind;
  /** From the first token that is not trivia to the last one, the terminating semicolon left out. */
  readonly span: Span;
  /** `span` with the comments and white space before it and the semicolon after it. */
  readonly extent: Span;
  /** The text under `span`: what a reader parses and caches by. */
  readonly text: string;
  /** False when the script or a re-synchronisation ended the statement instead of a semicolon. */
  readonly terminated: boolean;
}
