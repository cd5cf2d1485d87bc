import type { PolicyCommand } from '../../sql/change';
import type { Dependency, ObjectId, Origin } from './object';

export interface Policy {
  readonly name: string;
  readonly command: PolicyCommand;
  readonly permissive: boolean;
  readonly using?: PolicyCondition;
  readonly check?: PolicyCondition;
  readonly comment?: string;
  readonly created: Origin;
}

/** What USING or WITH CHECK names, and the policy falls with. */
export interface PolicyCondition {
  /** Numbers of columns of the table. */
  readonly columns: readonly number[];
  readonly routines: readonly ObjectId[];
  /** What its queries read. */
  readonly reads: readonly Dependency[];
}
