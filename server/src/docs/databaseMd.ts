import type { ObjectId } from '../schema/model/object';
import { postgresOf } from '../schema/model/postgresPart';
import { displayName, listTables } from '../schema/queries';
import type { DocumentInput } from './input';
import { type TableEvent, tableWord } from './lineage';
import { type ManagedRegion, mergeRegions } from './managedRegions';
import { type Page, pageOf } from './page';
import { parseRegions, type Refusal, type RegionDocument } from './regions';
import { sections } from './sections';
import { overview } from './sections/overview';
import { tableDetails } from './sections/tableDetails';
import { partitionFarewell, tableFarewell, tableHead } from './sections/tableHead';

/** The whole document as it should be, or the reason why the existing one must not be overwritten. */
export type DatabaseMdResult = { readonly kind: 'document'; readonly text: string } | Refusal;

/**
 * Generates DATABASE.md. Hand-written text of the existing document stays, byte for byte. A document without markers counts as
 * hand-written as a whole, and the generated regions go below it. The result is a refusal, with its line, when markers are damaged or a
 * generated region was edited.
 *
 * @param existing the current document, undefined when the file does not exist
 */
export function databaseMd(input: DocumentInput, existing: string | undefined): DatabaseMdResult {
  const mark = existing?.startsWith('\uFEFF') ? '\uFEFF' : '';
  const current = (existing ?? '').slice(mark.length);
  const document = parseRegions(current, REGION_KINDS);
  if (document.kind === 'refused') return document;
  const page = pageOf(input);
  const merged = mergeRegions(
    document,
    { regions: regionsOf(page, !hasTitle(document)), successors: successorsOf(page), farewell: farewellsOf(page) },
    /\r?\n/.exec(current)?.[0] ?? '\n',
  );
  return typeof merged === 'string' ? { kind: 'document', text: mark + merged } : merged;
}

const REGION_KINDS = ['overview', 'table', 'details', ...Object.keys(sections)];

function regionsOf(page: Page, withTitle: boolean): readonly ManagedRegion[] {
  const tables = page.tables.flatMap((table) => {
    const word = tableWord(page.schema, table);
    return [
      { id: `table ${word}`, body: tableHead(page, table) },
      { id: `details ${word}`, body: tableDetails(page, table) },
    ];
  });
  return [
    { id: 'overview', body: overview(page, withTitle) },
    ...page.outline.sections.flatMap(({ id }) => [{ id, body: sections[id](page) }, ...(id === 'tables' ? tables : [])]),
  ].filter((region) => region.body !== '');
}

/** True when the hand-written text has a level-one heading. Lines inside a fenced code block are not headings. */
function hasTitle({ preamble, regions }: RegionDocument): boolean {
  return [preamble, ...regions.map((region) => region.after)].some((text) => /^ {0,3}#[ \t]+\S/m.test(text.replace(FENCED, '')));
}

const FENCED = /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[^\n]*$|(?![\s\S]))/gm;

/** Maps region ids with a former name of a table to the ids with its current name, for both regions of the table. */
function successorsOf(page: Page): (id: string) => readonly string[] {
  const successors = new Map<string, string[]>();
  for (const table of page.tables) {
    const word = tableWord(page.schema, table);
    for (const { former } of [...(page.events.get(table.id) ?? [])].reverse()) {
      if (former === undefined || former === word) continue;
      for (const kind of ['table', 'details']) {
        successors.set(`${kind} ${former}`, [...(successors.get(`${kind} ${former}`) ?? []), `${kind} ${word}`]);
      }
    }
  }
  return (id) => successors.get(id) ?? [];
}

/**
 * Headings for hand-written text about tables that have no section any more, by region id. Only the `table` region gets one: the text
 * below its `details` region follows under the same heading.
 */
function farewellsOf(page: Page): (id: string) => string | undefined {
  const dropped = new Map<string, { name: string; event: TableEvent }>();
  for (const [id, events] of page.events) {
    for (const event of events) if (event.kind === 'dropped') dropped.set(`table ${event.former}`, { name: nameBefore(event, id), event });
  }
  const partitions = new Map(
    listTables(page.schema)
      .filter((table) => postgresOf(table).partitionOf !== undefined)
      .map((table) => [`table ${tableWord(page.schema, table)}`, table]),
  );
  return (id) => {
    if (!id.startsWith('table ')) return undefined;
    const partition = partitions.get(id);
    if (partition !== undefined) return partitionFarewell(page, partition);
    const found = dropped.get(id);
    return tableFarewell(page, found?.name ?? id.slice('table '.length).replace(/^public\./, ''), found?.event);
  };
}

function nameBefore({ step }: TableEvent, id: ObjectId): string {
  const table = step.before.tables.get(id);
  return table === undefined ? '' : displayName(step.before, table);
}
