import type { ForeignKey } from '../../schema/model/constraint';
import { displayName } from '../../schema/queries';
import { blocks, codeSpan, table as markdownTable } from '../markdown';
import { columnList, type Page, reference } from '../page';
import { allForeignKeys } from '../relations';

export function foreignKeysSection(page: Page): string {
  const rows = allForeignKeys(page.tables).map(({ table, foreignKey }) => [
    reference(page, table.id),
    columnList(table, foreignKey.columns),
    targetOf(page, foreignKey),
    foreignKey.onDelete,
    foreignKey.onUpdate,
    notes(foreignKey),
  ]);
  return blocks('## Foreign keys', markdownTable(['Table', 'Columns', 'References', 'On delete', 'On update', 'Notes'], rows));
}

function targetOf(page: Page, { target }: ForeignKey): string {
  if (target.kind === 'unresolved') return codeSpan(target.schema === undefined ? target.name : `${target.schema}.${target.name}`);
  const to = page.schema.tables.get(target.table);
  if (to === undefined) return '';
  return `${reference(page, to.id) || codeSpan(displayName(page.schema, to))} (${columnList(to, target.columns)})`;
}

function notes({ deferrable, initiallyDeferred, validated, target }: ForeignKey): string {
  return [
    ...(target.kind === 'unresolved' ? ['this table is not known'] : []),
    ...(initiallyDeferred ? ['checked at commit'] : deferrable ? ['deferrable'] : []),
    ...(validated ? [] : ['not validated: older rows were not checked']),
  ].join('; ');
}
