import { postgresOf } from '../../schema/model/postgresPart';
import type { Schema } from '../../schema/model/schema';
import type { Table } from '../../schema/model/table';
import { displayName } from '../../schema/queries';
import type { TableEvent } from '../lineage';
import { blocks, bulletList, codeSpan, paragraphs, text } from '../markdown';
import { type Page, placeLink, reference, stepOrigin } from '../page';

/** Heading, purpose and provenance. Hand-written text about the table goes below this region and above the fields. */
export function tableHead(page: Page, table: Table): string {
  return blocks(`### ${text(displayName(page.schema, table))}`, purpose(page.schema, table), provenance(page, table));
}

/** Heading for hand-written text about a table that has no section any more. `dropped` is undefined when no migration dropped it. */
export function tableFarewell(page: Page, name: string, dropped: TableEvent | undefined): string {
  const where = dropped === undefined ? '' : ` since ${placeLink(page, stepOrigin(dropped.step))}`;
  return blocks(`### ${text(name)} (gone)`, `There is no such table any more${where}. ${HANDWRITTEN}`);
}

/** Heading for hand-written text about a table that became a partition. Partitions have no section, so the text lost its place. */
export function partitionFarewell(page: Page, table: Table): string {
  const { partitionOf } = postgresOf(table);
  const parent = partitionOf === undefined ? '' : ` of ${reference(page, partitionOf)}`;
  return blocks(`### ${text(displayName(page.schema, table))} (a partition)`, `This table is a partition${parent} now. ${HANDWRITTEN}`);
}

const HANDWRITTEN = 'The text below was written by hand: once it is moved or deleted, this heading goes as well.';

function purpose({ engine }: Schema, table: Table): string {
  if (table.comment !== undefined) return paragraphs(table.comment);
  const [missing, say] = engine.tableComment === undefined ? ['', 'Say'] : [`No ${engine.tableComment}: `, 'say'];
  return `<!-- ${missing}${say} below this part what the table is for. -->`;
}

function provenance(page: Page, table: Table): string {
  const events = page.events.get(table.id) ?? [];
  const of = (kind: TableEvent['kind']): readonly TableEvent[] => events.filter((event) => event.kind === kind);
  const parts = [
    ...of('created').map(({ step }) => `created in ${placeLink(page, stepOrigin(step))}`),
    ...of('renamed').map(({ step }) => `named ${codeSpan(formerName(table, step.before))} until ${placeLink(page, stepOrigin(step))}`),
  ];
  const changed = of('changed').map(({ step }) => placeLink(page, stepOrigin(step)));
  const isLong = changed.length > MAX_LINKS;
  if (isLong) parts.push(`changed in ${changed.length} migrations, last in ${changed.at(-1)}`);
  else if (changed.length > 0) parts.push(`changed in ${changed.join(', ')}`);
  const sentence = parts.join('; ');
  return blocks(
    sentence === '' ? '' : `_${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}._`,
    isLong ? blocks('<details><summary>All changes</summary>', bulletList(changed), '</details>') : '',
  );
}

/** A longer list of links is folded. */
const MAX_LINKS = 4;

function formerName(table: Table, before: Parameters<typeof displayName>[0]): string {
  const former = before.tables.get(table.id);
  return former === undefined ? table.name : displayName(before, former);
}
