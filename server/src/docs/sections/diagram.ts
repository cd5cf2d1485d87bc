import type { ObjectId } from '../../schema/model/object';
import type { Table } from '../../schema/model/table';
import { diagramGroups } from '../groups';
import type { DocumentDiagramDetail } from '../input';
import { blocks, codeBlock, text } from '../markdown';
import type { Page } from '../page';

/** Mermaid renders no text above 50,000 characters (its `maxTextSize`), and a document cannot raise that limit. */
const MAX_CHARACTERS = 40_000;
/** A diagram with more tables is unreadable at the width of a page. */
const MAX_TABLES = 25;

/** One diagram of all tables. When it would be too large: a diagram of the names alone, then one for each group. */
export function diagramSection(page: Page): string {
  const all = page.tables.map((table) => table.id);
  const whole = page.tables.length <= MAX_TABLES ? draw(page, all, ['full']) : '';
  if (whole !== '') return blocks('## Diagram', whole);
  const groups = diagramGroups(page.schema, page.tables, page.input.groups, MAX_TABLES);
  const parts = groups.map(({ title, tables }) => drawGroup(page, title, tables));
  return blocks('## Diagram', draw(page, all, ['names']), ...parts);
}

function drawGroup(page: Page, title: string, tables: readonly Table[]): string {
  const picture = draw(
    page,
    tables.map((table) => table.id),
    ['full', 'keys', 'names'],
  );
  return picture === '' ? '' : blocks(`**${text(title)}**`, picture);
}

/** Draws with the first level of detail whose source is small enough; '' when none is. */
function draw(page: Page, tables: readonly ObjectId[], details: readonly DocumentDiagramDetail[]): string {
  for (const detail of details) {
    const source = page.input.diagram(tables, detail).trim();
    if (source !== '' && source.length <= MAX_CHARACTERS) return codeBlock('mermaid', source);
  }
  return '';
}
