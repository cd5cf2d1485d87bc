import type { Span } from '../text/span';

/** The kind of a piece of a script, as far as the lexer can tell. */
export type StatementKind = 'sql' | 'metaCommand' | 'copyData';

/**
 * One statement of a script. Offsets count from the start of the script's text.
 * The extents of all statements of a script cover it without gap or overlap.
 */
export interface Statement {
  readonly kind: StatementKind;
  /** From the first token that is not trivia to the last one, without the terminating semicolon. */
  readonly span: Span;
  /** `span` with the comments and white space before it and the semicolon after it. */
  readonly extent: Span;
  /** The text of `span`: a reader parses it and caches the reading by it. */
  readonly text: string;
  /** False when the end of the script or a re-synchronisation ended the statement, instead of a semicolon. */
  readonly terminated: boolean;
}
