import { blocks, cellText, table } from '../markdown';
import { type Page, reference } from '../page';

/** All tables with column count and purpose. */
export function tablesSection(page: Page): string {
  const rows = page.tables.map((one) => [reference(page, one.id), String(one.columns.length), cellText(one.comment ?? '')]);
  return blocks('## Tables', table(['Table', 'Columns', 'Purpose'], rows));
}
