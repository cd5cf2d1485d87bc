import { locate, type Step } from '../migrations/replay/step';
import type { ObjectId, Origin } from '../schema/model/object';
import { postgresOf } from '../schema/model/postgresPart';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import type { View } from '../schema/model/view';
import { columnNames, displayName, listTables, listViews } from '../schema/queries';
import { type LineIndex, lineIndex } from '../text/lineIndex';
import type { DocumentInput } from './input';
import { type TableEvent, tableEvents } from './lineage';
import { codeSpan, link, linkTarget, text } from './markdown';
import { documentOutline, type Outline } from './outline';

/** Data that all sections of one document share. */
export interface Page {
  readonly input: DocumentInput;
  readonly schema: Schema;
  /** Tables with a section of their own. Partitions are described at their parent. */
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly outline: Outline;
  /** Keyed by table id, dropped tables included. */
  readonly events: ReadonlyMap<ObjectId, readonly TableEvent[]>;
  /** Line index of a migration file; undefined when its text is unavailable. */
  readonly lines: (file: string) => LineIndex | undefined;
}

export function pageOf(input: DocumentInput): Page {
  const schema = input.history.final;
  const tables = listTables(schema).filter((table) => postgresOf(table).partitionOf === undefined);
  return {
    input,
    schema,
    tables,
    views: listViews(schema),
    outline: documentOutline(input.title, schema, tables),
    events: tableEvents(input.history),
    lines: linesOf(input),
  };
}

/** Name of a table, view or type as Markdown, linked to its section if it has one; '' for an unknown id. */
export function reference(page: Page, id: ObjectId): string {
  const { schema } = page;
  const object = schema.tables.get(id) ?? schema.views.get(id) ?? schema.types.get(id);
  return object === undefined ? '' : link(text(displayName(schema, object)), page.outline.anchors.get(id));
}

/** Column names in code style, separated by commas. */
export function columnList(table: Table, numbers: readonly number[]): string {
  return columnNames(table, numbers).map(codeSpan).join(', ');
}

/** Link to a place in a migration file, labelled `000003_orders.up.sql`. The target has the line; with `showLine` the label has it too. */
export function placeLink(page: Page, origin: Origin, showLine = false): string {
  const target = linkTarget(relativePath(page.input.file, origin.file));
  const name = text(shortName(origin.file));
  const lines = page.lines(origin.file);
  if (lines === undefined) return link(name, target);
  const line = lines.positionAt(origin.span.start).line + 1;
  return link(showLine ? `${name}:${line}` : name, `${target}#L${line}`);
}

/** Link to a file or folder. `label` is Markdown. */
export function fileLink(page: Page, path: string, label = text(shortName(path))): string {
  return link(label, linkTarget(relativePath(page.input.file, path)) || '.');
}

/** Origin of the first character of a step's statement. */
export function stepOrigin(step: Pick<Step, 'located'>): Origin {
  return locate(step, { start: 0, end: 0 });
}

/** Path from one file to another, both given relative to the same folder. */
function relativePath(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const target = to.split('/');
  let shared = 0;
  while (shared < folders.length && shared < target.length - 1 && folders[shared] === target[shared]) shared += 1;
  return [...folders.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}

/** Memoises the line index of each file: a document links to one file many times, and a baseline may be large. */
function linesOf(input: DocumentInput): (file: string) => LineIndex | undefined {
  const known = new Map<string, LineIndex | undefined>();
  return (file) => {
    if (!known.has(file)) {
      const source = input.text(file);
      known.set(file, source === undefined ? undefined : lineIndex(source));
    }
    return known.get(file);
  };
}

/** File name, with its folder for tools whose migrations all have the same file name, such as `up.sql`. */
function shortName(path: string): string {
  const parts = path.split('/');
  return parts.slice(/^(up|down|migration)\.sql$/.test(parts.at(-1)!) ? -2 : -1).join('/');
}
