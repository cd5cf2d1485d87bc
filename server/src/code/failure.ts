import type { Span } from '../text/span';
import type { Hidden } from './catalogView';

/** Why it is unknown whether code runs, and the span of the reason. */
export interface Doubt {
  readonly hidden: Hidden;
  readonly span: Span;
}

/** An error on its way to a handler. `condition` is its name (manual, appendix A). */
export type Failure = Raised | Refused | GivenUp;

/** An error that the code raises, or that follows from the catalog. */
export interface Raised {
  readonly kind: 'raised';
  readonly condition: string;
  readonly message: string;
  readonly span: Span;
}

/** A change that the database refuses. */
export interface Refused {
  readonly kind: 'refused';
  readonly condition: string;
  report(): void;
}

/** It is unknown whether there is an error. No handler catches this: all of the code is in doubt. */
export interface GivenUp {
  readonly kind: 'given up';
  readonly doubt: Doubt;
}
