import type { History, ReplayedPart } from '../migrations/replay/step';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { isView, type View } from '../schema/model/view';
import { compare, findNamespace, findRelation, listTables, listViews, namespaceName, shortTypeText, sortNamed } from '../schema/queries';
import type { Dialect } from '../sql/dialect';
import type { Token } from '../sql/token';
import type { Span } from '../text/span';
import { type Wanted, type WrittenName, wantedAfter } from './completionContext';
import { partAt, schemaBefore } from './names';

/** One suggestion at the cursor. */
export interface Completion {
  readonly kind: 'table' | 'view' | 'column' | 'constraint' | 'index' | 'sequence' | 'type' | 'builtinType';
  readonly label: string;
  readonly detail?: string;
  /** Text that replaces `span`, quoted where necessary. */
  readonly text: string;
  /** The word being typed, as offsets in the file. */
  readonly span: Span;
}

/** Names that may stand at an offset at this point of the history, likeliest first; empty where that is unclear. */
export function completionsAt(history: History, dialect: Dialect, file: string, offset: number): readonly Completion[] {
  const place = partAt(history, file, offset);
  if (place === undefined) return [];
  const { part } = place;
  const started = startedStatement(part, offset);
  if (started === undefined) return [];
  const written = part.text.slice(started, offset);
  const typed = typedWord(written, dialect);
  if (typed === undefined) return [];
  const wanted = wantedAfter(written.slice(0, typed), dialect);
  const span = { start: started + typed, end: offset };
  return wanted === undefined ? [] : offers(wanted, schemaBefore(part, started), dialect).map((offer) => ({ ...offer, span }));
}

/** Offset of the statement being written; undefined when the last one is finished and no other has begun. */
function startedStatement(part: ReplayedPart, offset: number): number | undefined {
  const read = part.statements.filter(({ located }) => located.offset < offset).at(-1);
  if (read === undefined) return undefined;
  const end = read.located.offset + read.located.statement.text.length;
  return end < offset && part.text.slice(end, offset).includes(';') ? undefined : read.located.offset;
}

/** Offset of the word before the cursor: the length of `written` when there is none, undefined inside a string or comment. */
function typedWord(written: string, { tokenize }: Dialect): number | undefined {
  const last: Token | undefined = tokenize(written).at(-1);
  switch (last?.kind) {
    case 'word':
    case 'quotedIdentifier':
      return last.start;
    case 'lineComment':
    case 'metaCommand':
    case 'copyData':
      return undefined;
    default:
      return last?.unterminated === true ? undefined : written.length;
  }
}

type Offer = Omit<Completion, 'span'>;

function offers(wanted: Wanted, schema: Schema, dialect: Dialect): readonly Offer[] {
  const { quote } = dialect;
  const named = (kind: Completion['kind'], objects: readonly { readonly namespace: number; readonly name: string }[]): readonly Offer[] =>
    objects.map((object) => ({ kind, ...reachable(schema, object, dialect) }));
  switch (wanted.kind) {
    case 'tables':
      return named('table', listTables(schema));
    case 'relations':
      return [...named('table', listTables(schema)), ...named('view', listViews(schema))];
    case 'views':
      return named('view', listViews(schema));
    case 'sequences':
      return named('sequence', sortNamed(schema, [...schema.sequences.values()]));
    case 'indexes':
      return indexes(schema, dialect);
    case 'userTypes':
      return named('type', userTypes(schema));
    case 'types':
      return [
        ...named('type', userTypes(schema)),
        ...schema.engine.usualTypes.map((name): Offer => ({ kind: 'builtinType', label: name, text: name })),
      ];
    case 'columns':
      return columns(schema, wanted.of, dialect);
    case 'constraints': {
      const table = relation(schema, wanted.of);
      if (table === undefined || isView(table)) return [];
      return table.constraints.map(({ name, kind }) => ({ kind: 'constraint', label: name, detail: kind, text: quote(name) }));
    }
    case 'names':
      return wanted.names.map((name) => ({ kind: 'column', label: name, text: quote(name) }));
    case 'members':
      return members(schema, wanted.of, dialect);
  }
}

/** Completes `users.` with its columns, and `shop.` with the relations of that schema. */
function members(schema: Schema, of: WrittenName, dialect: Dialect): readonly Offer[] {
  const inRelation = columns(schema, of, dialect);
  const namespace = of.schema === undefined ? findNamespace(schema, of.name) : undefined;
  if (inRelation.length > 0 || namespace === undefined) return inRelation;
  return [...listTables(schema), ...listViews(schema)]
    .filter((candidate) => candidate.namespace === namespace.id)
    .map((candidate) => ({ kind: isView(candidate) ? 'view' : 'table', label: candidate.name, text: dialect.quote(candidate.name) }));
}

function columns(schema: Schema, of: WrittenName, { quote }: Dialect): readonly Offer[] {
  const columnsOf = relation(schema, of)?.columns ?? [];
  return columnsOf.map(({ name, type }) => ({
    kind: 'column',
    label: name,
    ...(type === undefined ? {} : { detail: shortTypeText(schema, type) }),
    text: quote(name),
  }));
}

function relation(schema: Schema, { name, schema: inSchema }: WrittenName): Table | View | undefined {
  const ref = findRelation(schema, name, inSchema);
  return ref === undefined ? undefined : (schema.tables.get(ref.id) ?? schema.views.get(ref.id));
}

function indexes(schema: Schema, dialect: Dialect): readonly Offer[] {
  return [...listTables(schema), ...listViews(schema)]
    .flatMap((owner) =>
      owner.indexes
        .filter(({ constraint }) => constraint === undefined)
        .map(
          ({ name }): Offer => ({
            kind: 'index',
            detail: `on ${owner.name}`,
            ...reachable(schema, { namespace: owner.namespace, name }, dialect),
          }),
        ),
    )
    .sort((a, b) => compare(a.label, b.label));
}

function userTypes(schema: Schema) {
  return sortNamed(
    schema,
    [...schema.types.values()].filter((type) => type.kind !== 'other' || type.extension === undefined),
  );
}

/** A name as it has to be written here: qualified when its schema is not in the search path. */
function reachable(
  schema: Schema,
  object: { readonly namespace: number; readonly name: string },
  { quote }: Dialect,
): { readonly label: string; readonly text: string } {
  const namespace = namespaceName(schema, object);
  if (schema.searchPath.includes(namespace)) return { label: object.name, text: quote(object.name) };
  return { label: `${namespace}.${object.name}`, text: `${quote(namespace)}.${quote(object.name)}` };
}
