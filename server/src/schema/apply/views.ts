import type { CreateView } from '../../sql/change';
import { putView, takeId } from '../edit';
import type { ObjectId } from '../model/object';
import { nameKey, type Schema } from '../model/schema';
import type { View, ViewColumn } from '../model/view';
import { type Context, refuse } from './context';
import { creationNamespace } from './lookup';
import { queryColumns } from './queryColumns';
import { isTaken } from './taken';

/** True when OR REPLACE may put the new view in the place of an existing one. */
export type Replacing = (existing: View, view: View, change: CreateView) => boolean;

/** CREATE VIEW and CREATE MATERIALIZED VIEW. */
export function applyCreateView(schema: Schema, change: CreateView, context: Context, mayReplace: Replacing = () => true): Schema {
  const { columns, dependsOn } = queryColumns(schema, change.query, context);
  // A view that reads a temporary relation is temporary itself (PostgreSQL's manual, CREATE VIEW).
  const temporary = change.temporary || dependsOn.some(({ relation }) => isTemporary(schema, relation));
  const [inNamespace, namespace] = creationNamespace(schema, change.name, temporary);
  const ref = inNamespace.relationNames.get(nameKey(namespace, change.name.name.text));
  const existing = change.orReplace && ref?.kind === 'view' ? schema.views.get(ref.id) : undefined;
  if (
    existing === undefined &&
    isTaken(inNamespace, change.name, namespace, change.materialized ? 'materialized view' : 'view', change.ifNotExists, context)
  )
    return schema;
  const names = columns.map((column, i) => change.columnNames[i]?.text ?? column.name);
  if (new Set(names).size < names.length) return refuse(schema, context, change.name.name.span, 'duplicate_column');
  const [next, fresh] = existing === undefined ? takeId(inNamespace) : [schema, existing.id];
  const origin = context.at(change.name.name.span);
  const view: View = {
    kind: change.materialized ? 'materialized view' : 'view',
    id: fresh,
    namespace,
    name: change.name.name.text,
    temporary,
    columns: columns.map((column, i): ViewColumn => {
      const comment = existing?.columns[i]?.comment;
      return { ...column, number: i + 1, name: names[i]!, ...(comment === undefined ? {} : { comment }) };
    }),
    indexes: existing?.indexes ?? [],
    triggers: existing?.triggers ?? [],
    definition: change.definition,
    dependsOn,
    ...(existing?.comment === undefined ? {} : { comment: existing.comment }),
    created: existing?.created ?? origin,
    changed: origin,
  };
  if (existing !== undefined && !mayReplace(existing, view, change))
    return refuse(schema, context, change.name.name.span, 'invalid_table_definition');
  return putView(next, view);
}

function isTemporary(schema: Schema, relation: ObjectId): boolean {
  return (schema.tables.get(relation) ?? schema.views.get(relation))?.temporary === true;
}
