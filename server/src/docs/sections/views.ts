import type { View } from '../../schema/model/view';
import { displayName, shortTypeText } from '../../schema/queries';
import { blocks, cellText, codeBlock, codeSpan, enumeration, paragraphs, table, text } from '../markdown';
import { type Page, placeLink, reference } from '../page';
import { indexTable } from './indexes';
import { triggers } from './triggers';

export function viewsSection(page: Page): string {
  return blocks('## Views', ...page.views.map((view) => one(page, view)));
}

function one(page: Page, view: View): string {
  return blocks(
    `### ${text(displayName(page.schema, view))}`,
    paragraphs(view.comment ?? ''),
    origin(page, view),
    columns(page, view),
    indexTable(view, view.indexes),
    triggers(view.triggers),
    blocks('<details><summary>Definition</summary>', codeBlock('sql', view.definition.trim()), '</details>'),
  );
}

function origin(page: Page, view: View): string {
  const sources = [...new Set(view.dependsOn.map(({ relation }) => relation))]
    .map((id) => reference(page, id))
    .filter((name) => name !== '');
  const kind = view.kind === 'materialized view' ? 'Materialized; reads' : 'Reads';
  const reads = sources.length === 0 ? '' : `${kind} ${enumeration(sources.sort())}. `;
  return `${reads}_Created in ${placeLink(page, view.changed)}._`;
}

function columns({ schema }: Page, view: View): string {
  const rows = view.columns.map((column) => [
    codeSpan(column.name),
    column.type === undefined ? '' : codeSpan(shortTypeText(schema, column.type)),
    cellText(column.comment ?? ''),
  ]);
  return table(['Column', 'Type', 'Description'], rows);
}
