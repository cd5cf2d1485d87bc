import { compare, namespaceName } from '../../schema/queries';
import { blocks, code, table } from '../markdown';
import { type Page, placeLink } from '../page';

export function extensions(page: Page): string {
  const rows = [...page.schema.extensions.values()]
    .sort((a, b) => compare(a.name, b.name))
    .map((extension) => [code(extension.name), code(namespaceName(page.schema, extension)), placeLink(page, extension.created)]);
  return blocks('## Extensions', table(['Extension', 'Schema', 'Created in'], rows));
}
