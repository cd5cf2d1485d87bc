import type { Dependency, SchemaObject } from './object';
import type { Table, Trigger } from './table';
import type { Index } from './tableIndex';
import type { TypeUse } from './type';

export interface View extends SchemaObject {
  readonly kind: 'view' | 'materialized view';
  readonly temporary: boolean;
  readonly columns: readonly ViewColumn[];
  readonly indexes: readonly Index[];
  readonly triggers: readonly Trigger[];
  /** The query as written. */
  readonly definition: string;
  /** Relations and columns that the query reads. */
  readonly dependsOn: readonly Dependency[];
}

export interface ViewColumn {
  readonly number: number;
  readonly name: string;
  readonly type?: TypeUse;
  readonly comment?: string;
}

export function isView(relation: Table | View): relation is View {
  return relation.kind === 'view' || relation.kind === 'materialized view';
}
