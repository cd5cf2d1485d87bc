import type { Span } from '../text/span';

/** A mistake in migration-lens.json. */
export interface ConfigProblem {
  /** The key of the wrong value; without a key the value or the position itself. */
  readonly span: Span;
  readonly message: string;
}
