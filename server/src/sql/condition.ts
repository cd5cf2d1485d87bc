/* Questions to a schema that a migration asks before it runs. */

export type Condition =
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'exists'; readonly object: CatalogObject };

/** An object that a query of the catalog asks for. Without `schema`, it may be in any schema. */
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
