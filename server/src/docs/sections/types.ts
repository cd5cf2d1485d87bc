import type { Composite, Domain, OtherType } from '../../schema/model/type';
import { displayName, shortTypeText } from '../../schema/queries';
import { blocks, cellText, codeSpan, table } from '../markdown';
import { listOtherTypes } from '../outline';
import { type Page, placeLink } from '../page';

/** Domains, composite types and types known by name only. */
export function typesSection(page: Page): string {
  const rows = listOtherTypes(page.schema).map((type) => [
    codeSpan(displayName(page.schema, type)),
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
      return `composite: ${type.columns.map((column) => `${codeSpan(column.name)} ${codeSpan(shortTypeText(page.schema, column.type))}`).join(', ')}`;
    case 'other':
      return '';
  }
}

function domain({ schema }: Page, type: Domain): string {
  return [
    `domain over ${codeSpan(shortTypeText(schema, type.baseType))}`,
    ...(type.notNull ? ['NOT NULL'] : []),
    ...(type.default === undefined ? [] : [`DEFAULT ${codeSpan(type.default.text)}`]),
    ...type.checks.map((check) => `CHECK ${codeSpan(check.expression.text)}`),
  ].join(', ');
}
