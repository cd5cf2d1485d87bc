import type { Dependency, ObjectId } from '../model/object';
import type { Policy, PolicyCondition } from '../model/policy';
import type { Table } from '../model/table';
import type { Index } from '../model/tableIndex';

/** True when one of a policy's conditions fits. */
export function hasCondition({ using, check }: Policy, fits: (condition: PolicyCondition) => boolean): boolean {
  return (using !== undefined && fits(using)) || (check !== undefined && fits(check));
}

/** A table without the policies that are dropped. The same object when there are none. */
export function withoutPolicies(table: Table, falls: (policy: Policy) => boolean): Table {
  const { postgres } = table;
  if (postgres === undefined || !postgres.policies.some(falls)) return table;
  return { ...table, postgres: { ...postgres, policies: postgres.policies.filter((policy) => !falls(policy)) } };
}

/** True when one of the dependencies is on a relation, or on one column of it. */
export function readsFrom(reads: readonly Dependency[], relation: ObjectId, column?: number): boolean {
  return reads.some((read) => read.relation === relation && (column === undefined || read.column === column));
}

/** True of an index with the column among its keys, its included columns or the columns of its predicate. */
export function indexContains(index: Index, number: number): boolean {
  return (
    index.keys.some((key) => (key.column === undefined ? key.columns.includes(number) : key.column === number)) ||
    index.include.includes(number) ||
    index.predicate?.columns.includes(number) === true
  );
}
