import type { Span } from '../text/span';

/** Something in migration-lens.json that cannot be obeyed. */
export interface ConfigProblem {
  /** The key in question; where there is none, the value or the place. */
  readonly span: Span;
  readonly message: string;
}
