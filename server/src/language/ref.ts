import type { History, ReplayedMigration } from '../migrations/replay/step';
import type { Constraint } from '../schema/model/constraint';
import type { ObjectId } from '../schema/model/object';
import type { Routine } from '../schema/model/routine';
import type { Namespace, Schema } from '../schema/model/schema';
import type { Sequence } from '../schema/model/sequence';
import type { Column, Table } from '../schema/model/table';
import type { Index } from '../schema/model/tableIndex';
import type { Type } from '../schema/model/type';
import type { View, ViewColumn } from '../schema/model/view';

/**
 * Identity of an object, independent of its name at any point of the history. An object that a down migration creates again is not the one
 * that was dropped: it belongs to the branch of its migration, where ids of later migrations are used as well.
 */
export type Ref = {
  /** Id of the migration whose down created the object; '' for all other objects. */
  readonly branch: string;
} & (
  | { readonly kind: 'table' | 'view' | 'sequence' | 'type' | 'routine' | 'schema'; readonly id: ObjectId }
  /** `id` is that of the table or view, `number` that of the column. */
  | { readonly kind: 'column'; readonly id: ObjectId; readonly number: number }
  /** `id` is that of the table or view, `part` that of the index or constraint. */
  | { readonly kind: 'index' | 'constraint'; readonly id: ObjectId; readonly part: ObjectId }
);

/** The object that a reference resolves to in one schema. */
export type Found =
  | { readonly kind: 'table'; readonly object: Table }
  | { readonly kind: 'view'; readonly object: View }
  | { readonly kind: 'sequence'; readonly object: Sequence }
  | { readonly kind: 'type'; readonly object: Type }
  | { readonly kind: 'routine'; readonly object: Routine }
  | { readonly kind: 'schema'; readonly object: Namespace }
  | { readonly kind: 'column'; readonly object: Column; readonly owner: Table }
  | { readonly kind: 'view column'; readonly object: ViewColumn; readonly owner: View }
  | { readonly kind: 'index'; readonly object: Index; readonly owner: Table | View }
  | { readonly kind: 'constraint'; readonly object: Constraint; readonly owner: Table };

/** A string that is the same for all references to one object. */
export function refKey(ref: Ref): string {
  const part = ref.kind === 'column' ? `.${ref.number}` : 'part' in ref ? `.${ref.part}` : '';
  return `${ref.branch} ${ref.kind} ${ref.id}${part}`;
}

/** Resolves a reference in a schema; undefined before the object is created and after it is dropped. */
export function findRef(schema: Schema, ref: Ref): Found | undefined {
  const table = schema.tables.get(ref.id);
  const view = schema.views.get(ref.id);
  const owner = table ?? view;
  switch (ref.kind) {
    case 'table':
      return as('table', table);
    case 'view':
      return as('view', view);
    case 'sequence':
      return as('sequence', schema.sequences.get(ref.id));
    case 'type':
      return as('type', schema.types.get(ref.id));
    case 'routine':
      return as('routine', schema.routines.get(ref.id));
    case 'schema':
      return as('schema', schema.namespaces.get(ref.id));
    case 'column': {
      const column = table?.columns.find(({ number }) => number === ref.number);
      if (table !== undefined && column !== undefined) return { kind: 'column', object: column, owner: table };
      const viewColumn = view?.columns.find(({ number }) => number === ref.number);
      return view === undefined || viewColumn === undefined ? undefined : { kind: 'view column', object: viewColumn, owner: view };
    }
    case 'index': {
      const index = owner?.indexes.find(({ id }) => id === ref.part);
      return owner === undefined || index === undefined ? undefined : { kind: 'index', object: index, owner };
    }
    case 'constraint': {
      const constraint = table?.constraints.find(({ id }) => id === ref.part);
      return table === undefined || constraint === undefined ? undefined : { kind: 'constraint', object: constraint, owner: table };
    }
  }
}

function as<K extends Found['kind'], T>(kind: K, object: T | undefined): { readonly kind: K; readonly object: T } | undefined {
  return object === undefined ? undefined : { kind, object };
}

/** Branch of an object in a down migration: that of the migration when the object is newer than its ups, else ''. */
export function branchOf(ref: Ref, { migration, after }: ReplayedMigration): string {
  if (ref.id >= after.nextId || ('part' in ref && ref.part >= after.nextId)) return migration.id;
  const table = ref.kind === 'column' ? after.tables.get(ref.id) : undefined;
  return table !== undefined && ref.kind === 'column' && ref.number >= table.nextColumnNumber ? migration.id : '';
}

/** The last schema that may hold the object: after the last migration, or after the down that created it. */
export function lastSchema(history: History, ref: Ref): Schema {
  if (ref.branch === '') return history.final;
  const replayed = history.migrations.find(({ migration }) => migration.id === ref.branch);
  return replayed?.down.at(-1)?.after ?? history.final;
}
