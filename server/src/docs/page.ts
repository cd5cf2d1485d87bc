import { locate, type Step } from '../migrations/replay/step';
import type { ObjectId, Origin } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import type { View } from '../schema/model/view';
import { columnNames, displayName, listTables, listViews } from '../schema/queries';
import { type LineIndex, lineIndex } from '../text/lineIndex';
import type { DocumentInput } from './input';
import { type TableEvent, tableEvents } from './lineage';
import { codeSpan, link, linkTarget, text } from './markdown';
import { documentOutline, type Outline } from './outline';

/** What the sections of one document share. */
export interface Page {
  readonly input: DocumentInput;
  readonly schema: Schema;
  /** Tables that have a section: partitions are told about at their parent. */
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly outline: Outline;
  readonly events: ReadonlyMap<ObjectId, readonly TableEvent[]>;
  /** Lines of a migration file; undefined when its text is not known. */
  readonly lines: (file: string) => LineIndex | undefined;
}

export function pageOf(input: DocumentInput): Page {
  const schema = input.history.final;
  const tables = listTables(schema).filter((table) => table.partitionOf === undefined);
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

/** The name of a table, view or type, as a link to its section when it has one. */
export function reference(page: Page, id: ObjectId): string {
  const { schema } = page;
  const object = schema.tables.get(id) ?? schema.views.get(id) ?? schema.types.get(id);
  return object === undefined ? '' : link(text(displayName(schema, object)), page.outline.anchors.get(id));
}

/** `a`, `b` in code style. */
export function columnList(table: Table, numbers: readonly number[]): string {
  return columnNames(table, numbers).map(codeSpan).join(', ');
}

/** A link to a place in the migrations: `000003_orders.up.sql`, its target with the line; with `showLine` the label has it too. */
export function placeLink(page: Page, origin: Origin, showLine = false): string {
  const target = linkTarget(relativePath(page.input.file, origin.file));
  const name = text(shortName(origin.file));
  const lines = page.lines(origin.file);
  if (lines === undefined) return link(name, target);
  const line = lines.positionAt(origin.span.start).line + 1;
  return link(showLine ? `${name}:${line}` : name, `${target}#L${line}`);
}

/** A link to a file or folder. */
export function fileLink(page: Page, path: string, label = text(shortName(path))): string {
  return link(label, linkTarget(relativePath(page.input.file, path)) || '.');
}

/** Where the statement of a step begins. */
export function stepOrigin(step: Pick<Step, 'located'>): Origin {
  return locate(step, { start: 0, end: 0 });
}

/** The path that leads from one file to another; both relative to the same folder. */
function relativePath(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const target = to.split('/');
  let shared = 0;
  while (shared < folders.length && shared < target.length - 1 && folders[shared] === target[shared]) shared += 1;
  return [...folders.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}

/** A document links into one file many times, and a baseline may be large: each file is looked through once. */
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

/** The file's name; with its folder's where every migration calls its file the same. */
function shortName(path: string): string {
  const parts = path.split('/');
  return parts.slice(/^(up|down|migration)\.sql$/.test(parts.at(-1)!) ? -2 : -1).join('/');
}
