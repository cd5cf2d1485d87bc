import { compare, namespaceName } from '../../schema/queries';
import { blocks, codeSpan, table } from '../markdown';
import { type Page, placeLink } from '../page';

export function extensionsSection(page: Page): string {
  const rows = [...page.schema.extensions.values()]
    .sort((a, b) => compare(a.name, b.name))
    .map((extension) => [codeSpan(extension.name), codeSpan(namespaceName(page.schema, extension)), placeLink(page, extension.created)]);
  return blocks('## Extensions', table(['Extension', 'Schema', 'Created in'], rows));
}
