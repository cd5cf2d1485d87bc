import { isOneToOne, isOptional } from '../../schema/cardinality';
import type { ForeignKey } from '../../schema/model/constraint';
import { postgresOf } from '../../schema/model/postgresPart';
import type { Schema } from '../../schema/model/schema';
import type { Table } from '../../schema/model/table';
import { columnNames, displayName, foreignKeys, referencesTo } from '../../schema/queries';
import { blocks, bulletList, codeSpan } from '../markdown';
import { columnList, type Page, reference } from '../page';
import { joinsOf } from '../relations';

/** Outgoing foreign keys, incoming foreign keys, and many-to-many relationships through join tables. */
export function relationships(page: Page, table: Table): string {
  const { schema } = page;
  const joins = joinsOf(schema, table.id);
  const joining = new Set(joins.map((join) => join.near.id));
  // A self-reference is listed once, from the side of the row that holds the key.
  const incoming = referencesTo(schema, table.id).filter(
    ({ table: from, foreignKey }) => from.id !== table.id && postgresOf(from).partitionOf === undefined && !joining.has(foreignKey.id),
  );
  const items = [
    ...foreignKeys(table).map((foreignKey) => outgoing(page, table, foreignKey)),
    ...incoming.map(({ table: from, foreignKey }) => {
      const kind = isOneToOne(from, foreignKey) ? 'One-to-one' : 'One-to-many';
      return `**${kind}** with ${other(page, table, from)}: ${qualified(schema, from, foreignKey)}${actions(foreignKey)}`;
    }),
    ...joins.map(({ through, near, far }) => {
      const to = far.target.kind === 'table' ? schema.tables.get(far.target.table) : undefined;
      const columns = `${columnList(through, near.columns)} and ${columnList(through, far.columns)}`;
      return `**Many-to-many** with ${to === undefined ? '' : other(page, table, to)} through ${reference(page, through.id)}: ${columns}`;
    }),
  ];
  return items.length === 0 ? '' : blocks('**Relationships**', bulletList(items));
}

/** ` (ON DELETE CASCADE, ON UPDATE …)`; '' for NO ACTION, the default. */
function actions({ onDelete, onUpdate }: ForeignKey): string {
  const parts = [
    ...(onDelete === 'NO ACTION' ? [] : [`ON DELETE ${onDelete}`]),
    ...(onUpdate === 'NO ACTION' ? [] : [`ON UPDATE ${onUpdate}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function outgoing(page: Page, table: Table, foreignKey: ForeignKey): string {
  const { target } = foreignKey;
  const kind = isOneToOne(table, foreignKey) ? 'One-to-one' : 'Many-to-one';
  const optional = isOptional(table, foreignKey) ? ' (optional)' : '';
  const columns = columnList(table, foreignKey.columns);
  if (target.kind === 'unresolved') {
    const name = target.schema === undefined ? target.name : `${target.schema}.${target.name}`;
    return `**${kind}**${optional} with ${codeSpan(name)}, which is not known here: ${columns}${actions(foreignKey)}`;
  }
  const to = page.schema.tables.get(target.table);
  const pointed = to === undefined ? '' : ` → ${columnNames(to, target.columns).map(codeSpan).join(', ')}`;
  return `**${kind}**${optional} with ${to === undefined ? '' : other(page, table, to)}: ${columns}${pointed}${actions(foreignKey)}`;
}

function other(page: Page, table: Table, to: Table): string {
  return to.id === table.id ? 'itself' : reference(page, to.id) || codeSpan(displayName(page.schema, to));
}

function qualified(schema: Schema, table: Table, { columns }: ForeignKey): string {
  return columnNames(table, columns)
    .map((name) => codeSpan(`${displayName(schema, table)}.${name}`))
    .join(', ');
}
