import { viewOf } from '../../server/src/migrations/detect';
import { liquibase } from '../../server/src/migrations/tools/liquibase';
import type { Layout, Part } from '../../server/src/migrations/unit';
import { noFiles, onPostgres } from '../support/databases';
import { type Files, sources } from './layouts';

/** Layout of a Liquibase project whose migrations are in `folder`. */
export function layoutOf(files: Files, folder = ''): Layout {
  return liquibase.layout(viewOf(folder, sources(files)), noFiles, onPostgres);
}

/** Ids of the change sets, in execution order. */
export function ids(files: Files, folder = ''): readonly string[] {
  return layoutOf(files, folder).migrations.map(({ id }) => id);
}

/** The first line of a changelog in formatted SQL. */
export const HEAD = '--liquibase formatted sql\n';

/** An XML changelog with this content. */
export function xml(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">\n${content}\n</databaseChangeLog>\n`;
}

export function changeSet(content: string, attributes = 'id="1" author="ann"'): string {
  return `<changeSet ${attributes}>${content}</changeSet>`;
}

/** The SQL of one change in an XML changelog, a line for each statement. Lines of the down begin with `down: `. */
export function sqlOf(change: string, attributes?: string): readonly string[] {
  const files = { 'changelog.xml': xml(changeSet(change, attributes)) };
  const { migrations, problems } = layoutOf(files);
  const lines = (parts: readonly Part[], lead: string): readonly string[] =>
    parts.flatMap((part) => statementsOf(part, files).map((line) => lead + line));
  return [
    ...migrations.flatMap(({ up, down }) => [...lines(up, ''), ...lines(down, 'down: ')]),
    ...problems.map(({ message }) => `! ${message}`),
  ];
}

function statementsOf(part: Part, files: Files): readonly string[] {
  if (part.isCode === true) return ['(code)'];
  const sql = part.generated ?? files[part.file]!.slice(part.span.start, part.span.end);
  return sql
    .split(/;\n|;$/)
    .map((statement) => statement.trim().replace(/\s+/g, ' '))
    .filter((statement) => statement !== '');
}
