import { type Context, refuse } from '../../../schema/apply/context';
import { creationNamespace, isTaken } from '../../../schema/apply/lookup';
import { putView, takeId } from '../../../schema/edit';
import type { ObjectId } from '../../../schema/model/object';
import { nameKey, type Schema } from '../../../schema/model/schema';
import type { View, ViewColumn } from '../../../schema/model/view';
import type { CreateView, QueryShape } from '../../../sql/change';
import { type OutputColumn, queryColumns } from './queryColumns';

export function applyCreateView(schema: Schema, change: CreateView, context: Context): Schema {
  const { columns, dependsOn } = queryColumns(schema, change.query, context);
  // What reads a temporary relation is temporary itself (manual, CREATE VIEW).
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
  if (existing !== undefined && isOther(existing, columns, names, change.query))
    return refuse(schema, context, change.name.name.span, 'invalid_table_definition');
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
  return putView(next, view);
}

function isTemporary(schema: Schema, relation: ObjectId): boolean {
  return (schema.tables.get(relation) ?? schema.views.get(relation))?.temporary === true;
}

/** CREATE OR REPLACE VIEW may add columns behind those that are there, and nothing else (manual, CREATE VIEW). Only of queries whose columns are all known. */
function isOther(view: View, columns: readonly OutputColumn[], names: readonly string[], query: QueryShape): boolean {
  if (query.outputs.some(({ kind }) => kind === 'star')) return false;
  return view.columns.some(({ name }, i) => columns[i] === undefined || names[i] !== name);
}
