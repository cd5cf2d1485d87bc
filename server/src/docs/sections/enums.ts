import type { Enum } from '../../schema/model/type';
import { displayName } from '../../schema/queries';
import { blocks, bulletList, codeSpan, paragraphs, text } from '../markdown';
import { listEnums } from '../outline';
import { type Page, placeLink, reference } from '../page';

export function enumsSection(page: Page): string {
  return blocks('## Enums', ...listEnums(page.schema).map((type) => one(page, type)));
}

function one(page: Page, type: Enum): string {
  const users = usersOf(page, type);
  return blocks(
    `### ${text(displayName(page.schema, type))}`,
    paragraphs(type.comment ?? ''),
    bulletList(type.labels.map(codeSpan)),
    users === '' ? '' : `Used by ${users}.`,
    `_Created in ${placeLink(page, type.created)}._`,
  );
}

function usersOf(page: Page, type: Enum): string {
  return page.tables
    .flatMap((table) =>
      table.columns.flatMap((column) =>
        column.type.kind === 'object' && column.type.id === type.id ? [`${reference(page, table.id)}.${codeSpan(column.name)}`] : [],
      ),
    )
    .join(', ');
}
