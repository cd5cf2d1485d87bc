import type { Context } from '../../../schema/apply/context';
import { applyCreateView } from '../../../schema/apply/views';
import type { Schema } from '../../../schema/model/schema';
import type { View } from '../../../schema/model/view';
import type { CreateView } from '../../../sql/change';

/** CREATE VIEW and CREATE MATERIALIZED VIEW. */
export function postgresCreateView(schema: Schema, change: CreateView, context: Context): Schema {
  return applyCreateView(schema, change, context, keepsColumns);
}

/** CREATE OR REPLACE VIEW may add columns behind the existing ones, and nothing else (manual, CREATE VIEW). A query with a star is not judged. */
function keepsColumns(existing: View, view: View, { query }: CreateView): boolean {
  return query.outputs.some(({ kind }) => kind === 'star') || existing.columns.every(({ name }, i) => view.columns[i]?.name === name);
}
