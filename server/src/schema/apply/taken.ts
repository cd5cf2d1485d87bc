import type { Name, QualifiedName } from '../../sql/change';
import type { ObjectId, Origin } from '../model/object';
import { nameKey, type RelationRef, type Schema } from '../model/schema';
import type { Table } from '../model/table';
import type { View } from '../model/view';
import { type Context, isUnsure } from './context';

/** True when a new or renamed relation cannot have the name, which is then reported and the change skipped. */
export function isTaken(
  schema: Schema,
  name: QualifiedName,
  namespace: ObjectId,
  objectKind: string,
  ifNotExists: boolean,
  context: Context,
): boolean {
  const key = nameKey(namespace, name.name.text);
  const ref = schema.relationNames.get(key);
  if (ref === undefined) return ROW_TYPED.has(objectKind) && isTypeTaken(schema, key, name, context);
  const existing = relationOf(schema, ref);
  const kind = objectKind === 'index' ? 'index' : 'table';
  if (existing !== undefined && !ifNotExists && !isUnsure(schema, name.name.text, kind)) {
    context.report({
      kind: kind === 'index' ? 'duplicate-object' : 'duplicate-table',
      span: name.name.span,
      name: name.name.text,
      objectKind,
      existing: existing.created,
    });
  }
  context.skip();
  return true;
}

function relationOf(schema: Schema, ref: RelationRef): { readonly created: Origin } | undefined {
  const owner = ref.kind === 'index' ? (schema.tables.get(ref.owner) ?? schema.views.get(ref.owner)) : undefined;
  return (
    owner?.indexes.find((index) => index.id === ref.id) ??
    schema.tables.get(ref.id) ??
    schema.views.get(ref.id) ??
    schema.sequences.get(ref.id) ??
    schema.types.get(ref.id)
  );
}

/** True when a new or renamed index cannot have the name: among the relations of the schema, or among the indexes of its table. */
export function isIndexTaken(
  schema: Schema,
  owner: Table | View,
  name: Name,
  ifNotExists: boolean,
  context: Context,
  objectKind = 'index',
): boolean {
  if (schema.engine.indexNames === 'schema') return isTaken(schema, { name }, owner.namespace, objectKind, ifNotExists, context);
  const existing = owner.indexes.find((index) => index.name === name.text);
  if (existing === undefined) return false;
  if (!ifNotExists && !isUnsure(schema, name.text, 'index'))
    context.report({ kind: 'duplicate-object', span: name.span, objectKind: 'index', name: name.text, existing: existing.created });
  context.skip();
  return true;
}

/** Relations that bring a row type of their own name. Only an engine that has named types can have given the name to a type. */
const ROW_TYPED: ReadonlySet<string> = new Set(['table', 'view', 'materialized view', 'foreign table']);

function isTypeTaken(schema: Schema, key: string, name: QualifiedName, context: Context): boolean {
  const type = schema.types.get(schema.typeNames.get(key) ?? -1);
  if (type === undefined) return false;
  if (!isUnsure(schema, type.name, 'type'))
    context.report({ kind: 'duplicate-object', span: name.name.span, objectKind: 'type', name: type.name, existing: type.created });
  context.skip();
  return true;
}
