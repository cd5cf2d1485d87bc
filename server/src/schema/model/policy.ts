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

/** The objects that USING or WITH CHECK names: the policy is dropped with any of them. */
export interface PolicyCondition {
  /** Numbers of columns of the table. */
  readonly columns: readonly number[];
  readonly routines: readonly ObjectId[];
  /** Relations and columns that subqueries of the condition read. */
  readonly reads: readonly Dependency[];
}
