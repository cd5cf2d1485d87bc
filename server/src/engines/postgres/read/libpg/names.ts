import type { Node, RangeVar, TypeName as TypeNode } from 'libpg-query';
import type { QualifiedName, TypeName } from '../../../../sql/change';
import type { Source } from '../source';
import { typeSpan } from '../typeSpan';
import { node, strings } from './tree';

export function relationName(relation: RangeVar, source: Source): QualifiedName {
  const parts = relation.schemaname === undefined ? [relation.relname ?? ''] : [relation.schemaname, relation.relname ?? ''];
  const first = source.tokenAt(relation.location);
  return source.qualified(parts, first, first + 5);
}

/** True of a relation that is written as TEMPORARY, or into the schema of temporary objects. */
export function isTemporary(relation: RangeVar | undefined): boolean {
  return relation?.relpersistence === 't' || relation?.schemaname === 'pg_temp';
}

/** A type with the names that the grammar gives it: built-in spellings such as `int` arrive as pg_catalog.int4. */
export function typeName(type: TypeNode, source: Source): TypeName {
  const names = strings(type.names);
  const [name, schema, outer] = [...names].reverse();
  const isOfColumn = type.pct_type === true && schema !== undefined;
  const ofTable = isOfColumn ? { ofTable: { name: schema, ...(outer === undefined ? {} : { schema: outer }) } } : {};
  return {
    ...(schema === undefined || isOfColumn ? {} : { schema }),
    ...ofTable,
    name: name ?? '',
    modifiers: (type.typmods ?? []).map(modifier),
    array: (type.arrayBounds ?? []).length > 0,
    span: typeSpan(source, source.tokenAt(type.location)),
  };
}

function modifier(of: Node): string {
  const constant = node(of, 'A_Const');
  if (constant !== undefined) return constant.sval?.sval ?? constant.fval?.fval ?? String(constant.ival?.ival ?? 0);
  return strings(node(of, 'ColumnRef')?.fields).join('.');
}
