import { postgresOf } from '../../schema/model/postgresPart';
import type { Schema } from '../../schema/model/schema';
import type { Table } from '../../schema/model/table';
import { isView, type View } from '../../schema/model/view';
import { findRelation } from '../../schema/queries';
import type { QualifiedName } from '../../sql/change';
import type { StepContext } from '../engine/context';

/** Names of all objects of a kind before the change. Of constraints, triggers and policies: those of the table that the change names. */
export function objectNames({ change, before }: Pick<StepContext<unknown>, 'change' | 'before'>, objectKind: string): readonly string[] {
  const owner = 'table' in change ? change.table : 'objects' in change ? change.objects[0]?.on : undefined;
  const table = owner === undefined ? undefined : relation(before, owner);
  switch (objectKind) {
    case 'constraint':
      return table === undefined || !('constraints' in table) ? [] : [...table.constraints.map(nameOf), ...notNullNames(table)];
    case 'trigger':
      return table?.triggers.map(nameOf) ?? [];
    case 'policy':
      return table !== undefined && !isView(table) ? postgresOf(table).policies.map(nameOf) : [];
    case 'index':
      return [...before.tables.values(), ...before.views.values()].flatMap(({ indexes }) => indexes.map(nameOf));
    case 'view':
    case 'materialized view':
      return [...before.views.values()].map(nameOf);
    case 'sequence':
      return [...before.sequences.values()].map(nameOf);
    case 'type':
    case 'domain':
      return [...before.types.values()].map(nameOf);
    case 'schema':
      return [...before.namespaces.values()].map(nameOf);
    case 'function':
    case 'procedure':
    case 'aggregate':
    case 'routine':
      return [...before.routines.values()].map(nameOf);
    default:
      return [];
  }
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function notNullNames({ columns }: Table): readonly string[] {
  return columns.flatMap(({ postgres }) => postgres?.notNullName ?? []);
}

function relation(schema: Schema, { name, schema: inSchema }: QualifiedName): Table | View | undefined {
  const ref = findRelation(schema, name.text, inSchema?.text);
  return ref === undefined ? undefined : (schema.tables.get(ref.id) ?? schema.views.get(ref.id));
}
