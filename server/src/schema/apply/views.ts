import type { CreateView } from '../../sql/change';
import { putView, takeId } from '../edit';
import type { Schema, View, ViewColumn } from '../model';
import type { Context } from './context';
import { creationNamespace, isTaken, targetView } from './lookup';
import { queryColumns } from './queryColumns';

export function applyCreateView(schema: Schema, change: CreateView, context: Context): Schema {
  const existing = change.orReplace ? targetView(schema, change.name) : undefined;
  const [inNamespace, namespace] = creationNamespace(schema, change.name, change.temporary);
  if (
    existing === undefined &&
    isTaken(inNamespace, change.name, namespace, change.materialized ? 'materialized view' : 'view', change.ifNotExists, context)
  )
    return schema;
  const [next, fresh] = existing === undefined ? takeId(inNamespace) : [schema, existing.id];
  const origin = context.at(change.name.name.span);
  const { columns, dependsOn } = queryColumns(schema, change.query, context);
  const view: View = {
    kind: change.materialized ? 'materialized view' : 'view',
    id: fresh,
    namespace: existing?.namespace ?? namespace,
    name: change.name.name.text,
    temporary: change.temporary,
    columns: columns.map((column, i): ViewColumn => {
      const comment = existing?.columns[i]?.comment;
      return { ...column, number: i + 1, name: change.columnNames[i]?.text ?? column.name, ...(comment === undefined ? {} : { comment }) };
    }),
    indexes: existing?.indexes ?? [],
    triggers: existing?.triggers ?? [],
    definition: change.definition,
    dependsOn,
    ...(existing?.comment === undefined ? {} : { comment: existing.comment }),
    created: existing?.created ?? origin,
    changed: origin,
  };
  return putView(next, view);
}
