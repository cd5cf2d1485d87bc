import type { Composite, Domain, OtherType } from '../../schema/model/type';
import { displayName, shortTypeText } from '../../schema/queries';
import { blocks, cellText, code, table } from '../markdown';
import { listOtherTypes } from '../outline';
import { type Page, placeLink } from '../page';

/** Domains, composite types and others. */
export function types(page: Page): string {
  const rows = listOtherTypes(page.schema).map((type) => [
    code(displayName(page.schema, type)),
    definition(page, type),
    placeLink(page, type.created),
    cellText(type.comment ?? ''),
  ]);
  return blocks('## Types', table(['Type', 'Definition', 'Created in', 'Description'], rows));
}

function definition(page: Page, type: Domain | Composite | OtherType): string {
  switch (type.kind) {
    case 'domain':
      return domain(page, type);
    case 'composite':
      return `composite: ${type.columns.map((column) => `${code(column.name)} ${code(shortTypeText(page.schema, column.type))}`).join(', ')}`;
    case 'other':
      return '';
  }
}

function domain({ schema }: Page, type: Domain): string {
  return [
    `domain over ${code(shortTypeText(schema, type.baseType))}`,
    ...(type.notNull ? ['NOT NULL'] : []),
    ...(type.default === undefined ? [] : [`DEFAULT ${code(type.default.text)}`]),
    ...type.checks.map((check) => `CHECK ${code(check.expression.text)}`),
  ].join(', ');
}
