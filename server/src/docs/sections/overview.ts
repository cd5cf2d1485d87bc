import { postgresOf } from '../../schema/model/postgresPart';
import { listNamespaces, listRoutines } from '../../schema/queries';
import { blocks, bulletList, codeSpan, count, enumeration, link, text } from '../markdown';
import { listEnums, listOtherTypes } from '../outline';
import { fileLink, type Page, placeLink, reference } from '../page';

/** Title, facts and table of contents. The title is left out when the hand-written text has one. */
export function overview(page: Page, withTitle: boolean): string {
  const { input } = page;
  return blocks(
    withTitle ? `# ${text(input.title)}` : '',
    facts(page),
    incomplete(page),
    '**Contents**',
    contents(page),
    '_Written by `migration-lens docs` from the migrations. Text outside the marked parts is yours and stays as it is._',
  );
}

function facts(page: Page): string {
  const { input } = page;
  const folder = fileLink(page, input.folder, input.folder === '' ? 'this folder' : codeSpan(input.folder));
  return bulletList([
    `**Database**: ${text(input.database)}`,
    `**Migration tool**: ${link(text(input.tool.name), input.tool.documentation || undefined)}`,
    `**Migrations**: ${input.history.migrations.length}, in ${folder}`,
    `**What there is**: ${counts(page)}`,
    ...schemas(page),
  ]);
}

function counts({ schema, tables, views }: Page): string {
  const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
  const partitions = [...schema.tables.values()].filter((table) => postgresOf(table).partitionOf !== undefined && !table.temporary).length;
  const numbers: readonly (readonly [number, string, string?])[] = [
    [partitions, 'partition'],
    [views.length, 'view'],
    [listEnums(schema).length, 'enum'],
    [listOtherTypes(schema).length, 'other type'],
    [listRoutines(schema).length, 'function'],
    [schema.extensions.size, 'extension'],
  ];
  const rest = numbers.filter(([number]) => number > 0).map(([number, ...words]) => count(number, ...words));
  const first = tables.length === 0 ? 'no tables yet' : `${count(tables.length, 'table')} with ${count(columns, 'column')}`;
  return enumeration([first, ...rest]);
}

/** Schemas with their comments, without system schemas. Nothing when the default schema is the only one. */
function schemas({ schema }: Page): readonly string[] {
  const all = listNamespaces(schema);
  if (all.every((namespace) => namespace.name === schema.engine.defaultSchema)) return [];
  const names = all.map(({ name, comment }) => codeSpan(name) + (comment === undefined ? '' : ` (${text(comment)})`));
  return [`**Schemas**: ${names.join(', ')}`];
}

/** Warns that the document may be incomplete, with links to the gaps. */
function incomplete(page: Page): string {
  const { gaps } = page.schema;
  if (gaps.length === 0) return '';
  const places = [...new Set(gaps.map((gap) => placeLink(page, gap.origin, true)))];
  const shown = places.slice(0, 5);
  const more = places.length > shown.length ? `, and ${count(places.length - shown.length, 'more place')}` : '';
  return `> **This may lack something**: the SQL in ${shown.join(', ')}${more} could not be read, or not be followed without running it.`;
}

function contents(page: Page): string {
  return bulletList(
    page.outline.sections.map(({ id, title, anchor }) => {
      const names = id === 'tables' ? page.tables : id === 'views' ? page.views : id === 'enums' ? listEnums(page.schema) : [];
      const entries = names.map((object) => reference(page, object.id)).join(' · ');
      return link(title, anchor) + (entries === '' ? '' : `: ${entries}`);
    }),
  );
}
