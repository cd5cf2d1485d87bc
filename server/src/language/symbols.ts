import { type History, type ReplayedPart, spanOf, spanWithin } from '../migrations/replay/step';
import type { Change, Name, ObjectName, QualifiedName } from '../sql/change';
import type { Span } from '../text/span';

/** An entry in the outline of a file. */
export interface DocumentSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** Shown behind the name: the action, unless the statement creates the object, or the table of an index, trigger or policy. */
  readonly detail?: string;
  /** The whole statement or column, as offsets in the file. */
  readonly span: Span;
  /** The name. Lies within `span`. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}
export type SymbolKind =
  | 'section'
  | 'schema'
  | 'table'
  | 'column'
  | 'view'
  | 'index'
  | 'constraint'
  | 'sequence'
  | 'type'
  | 'enum'
  | 'function'
  | 'trigger'
  | 'policy'
  | 'extension';

/** Outline of a file: a symbol for each statement that changes the schema, in sections when the file has several parts or a marker. */
export function documentSymbols(history: History, file: string): readonly DocumentSymbol[] {
  const parts = history.migrations
    .flatMap(({ up, down }) => [...up, ...down])
    .filter(({ part }) => part.file === file)
    .sort((a, b) => a.part.span.start - b.part.span.start);
  const isSectioned = parts.length > 1 || parts.some(({ part }) => part.marker !== undefined);
  return parts.flatMap((part) => (isSectioned ? [section(part)] : statementSymbols(part)));
}

function section(replayed: ReplayedPart): DocumentSymbol {
  const { part } = replayed;
  const marker = part.marker ?? { start: part.span.start, end: part.span.start };
  return {
    kind: 'section',
    name: part.direction === 'up' ? 'Up' : 'Down',
    span: { start: Math.min(marker.start, part.span.start), end: Math.max(marker.end, part.span.end) },
    nameSpan: marker,
    children: statementSymbols(replayed),
  };
}

function statementSymbols({ statements }: ReplayedPart): readonly DocumentSymbol[] {
  return statements.flatMap(({ located, changes }) => {
    const whole = spanOf(located);
    const at = (relative: Span): Span => spanWithin(located, relative);
    const [first] = changes;
    const entry = first === undefined ? undefined : entryOf(first);
    if (entry === undefined) return [];
    return [
      {
        kind: entry.kind,
        name: entry.name,
        ...(entry.detail === undefined ? {} : { detail: entry.detail }),
        span: whole,
        nameSpan: at(entry.span),
        children: changes.flatMap((change) => columnSymbols(change, at)),
      },
    ];
  });
}

function columnSymbols(change: Change, at: (relative: Span) => Span): readonly DocumentSymbol[] {
  const columns = change.kind === 'createTable' ? change.columns : change.kind === 'addColumn' ? [change.column] : [];
  return columns.map(({ name, span }) => ({ kind: 'column', name: name.text, span: at(span), nameSpan: at(name.span), children: [] }));
}

interface Entry {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly detail?: string;
  readonly span: Span;
}

/** Outline entry of a statement; undefined when it leaves the schema as it is. */
function entryOf(change: Change): Entry | undefined {
  switch (change.kind) {
    case 'createTable':
    case 'createTableAs':
      return made('table', change.name);
    case 'createView':
      return made('view', change.name);
    case 'createSequence':
      return made('sequence', change.name);
    case 'createEnum':
      return made('enum', change.name);
    case 'createDomain':
    case 'createComposite':
    case 'createOtherType':
      return made('type', change.name);
    case 'createRoutine':
      return made('function', change.name);
    case 'createSchema':
      return made('schema', { name: change.name });
    case 'createExtension':
      return made('extension', { name: change.name });
    case 'createTrigger':
      return { ...made('trigger', { name: change.name }), detail: `on ${written(change.table)}` };
    case 'createPolicy':
      return { ...made('policy', { name: change.name }), detail: `on ${written(change.table)}` };
    case 'createIndex': {
      const { name } = change.index;
      const detail = `on ${written(change.table)}`;
      return name === undefined ? { kind: 'index', name: detail, span: change.table.name.span } : { ...made('index', { name }), detail };
    }
    case 'drop':
      return changed(change.objectKind, change.objects[0], 'DROP');
    case 'rename':
      return changed(change.objectKind, change.object, `RENAME TO ${change.to.text}`);
    case 'setSchema':
      return changed(change.objectKind, change.object, `SET SCHEMA ${change.to.text}`);
    case 'addEnumValue':
      return { ...made('enum', change.type), detail: `ADD VALUE '${change.label.text}'` };
    case 'renameEnumValue':
      return { ...made('enum', change.type), detail: 'RENAME VALUE' };
    case 'alterDomain':
      return { ...made('type', change.name), detail: 'ALTER' };
    case 'alterSequence':
      return { ...made('sequence', change.name), detail: 'ALTER' };
    case 'modifyRows':
    case 'setComment':
      return undefined;
    default:
      return 'table' in change ? { ...made('table', change.table), detail: 'ALTER' } : undefined;
  }
}

function made(kind: SymbolKind, name: QualifiedName): Entry {
  return { kind, name: written(name), span: name.name.span };
}

/** A statement that drops several objects is listed under the first. */
function changed(objectKind: string, object: ObjectName | undefined, detail: string): Entry | undefined {
  if (object === undefined) return undefined;
  const owner = object.on;
  const name = owner === undefined ? written(object.name) : `${written(owner)}.${object.name.name.text}`;
  return { kind: KINDS[objectKind] ?? 'table', name, detail, span: object.name.name.span };
}

const KINDS: Readonly<Record<string, SymbolKind>> = {
  view: 'view',
  'materialized view': 'view',
  index: 'index',
  sequence: 'sequence',
  type: 'type',
  domain: 'type',
  function: 'function',
  procedure: 'function',
  aggregate: 'function',
  routine: 'function',
  schema: 'schema',
  extension: 'extension',
  trigger: 'trigger',
  policy: 'policy',
  constraint: 'constraint',
  column: 'column',
};

function written({ schema, name }: { readonly schema?: Name; readonly name: Name }): string {
  return schema === undefined ? name.text : `${schema.text}.${name.text}`;
}
