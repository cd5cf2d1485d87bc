import type { Change } from './change';

/*
 * A DO block as far as it can be followed without running it: statements, conditions that the catalog answers, and
 * blocks whose failures are caught.
 */

export type BlockStep =
  /** The changes of one SQL statement. */
  | { readonly kind: 'statement'; readonly changes: readonly Change[] }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly BlockStep[] }
  /** BEGIN … EXCEPTION WHEN … END: when a statement of the body fails, the body is undone and the handler runs. */
  | { readonly kind: 'guarded'; readonly body: readonly BlockStep[]; readonly handler: readonly BlockStep[] }
  /** May do anything to these names; to any when they are not known. */
  | { readonly kind: 'unknown'; readonly mayTouch?: readonly string[] };

export interface Branch {
  /** Undefined: nobody can tell. */
  readonly condition: Condition | undefined;
  readonly body: readonly BlockStep[];
}

export type Condition =
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'exists'; readonly object: CatalogObject };

/** What a query of the catalog asks for. Without a schema any will do. */
export interface CatalogObject {
  readonly kind:
    | 'relation'
    | 'index'
    | 'type'
    | 'column'
    | 'constraint'
    | 'schema'
    | 'extension'
    | 'enum label'
    | 'routine'
    | 'trigger'
    | 'policy';
  readonly name: string;
  readonly schema?: string;
  /** The table of a column, constraint, trigger or policy, or the enum of a label. */
  readonly of?: string;
}
