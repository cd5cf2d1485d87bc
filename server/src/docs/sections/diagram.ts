import type { ObjectId } from '../../schema/model/object';
import type { Table } from '../../schema/model/table';
import { diagramGroups } from '../groups';
import type { DocumentDiagramDetail } from '../input';
import { blocks, codeBlock, text } from '../markdown';
import type { Page } from '../page';

/** Mermaid draws nothing of a text above 50,000 characters (its `maxTextSize`), and a document cannot raise that. */
const MOST_CHARACTERS = 40_000;
/** More boxes than this in one picture cannot be read at the width of a page. */
const MOST_TABLES = 25;

/** One diagram; or, when that would be too large, one of names alone and then one for each group. */
export function diagramSection(page: Page): string {
  const all = page.tables.map((table) => table.id);
  const whole = page.tables.length <= MOST_TABLES ? draw(page, all, ['full']) : '';
  if (whole !== '') return blocks('## Diagram', whole);
  const groups = diagramGroups(page.schema, page.tables, page.input.groups, MOST_TABLES);
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

/** The first detail that is small enough; '' when none is. */
function draw(page: Page, tables: readonly ObjectId[], details: readonly DocumentDiagramDetail[]): string {
  for (const detail of details) {
    const source = page.input.diagram(tables, detail).trim();
    if (source !== '' && source.length <= MOST_CHARACTERS) return codeBlock('mermaid', source);
  }
  return '';
}
