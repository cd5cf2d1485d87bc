import type {
  AlterEnumType,
  AlterIndexStatement,
  AlterSequenceStatement,
  CommentStatement,
  CreateCompositeType,
  CreateEnumType,
  CreateExtensionStatement,
  CreateSchemaStatement,
  CreateSequenceStatement,
  QColumn,
} from 'pgsql-ast-parser';
import type { Change, ObjectKind, SequenceOwner } from '../../../../sql/change';
import { names, type Source } from '../source';
import { nameOf, qualifiedName, tokenOf, typeName } from './names';

export function lowerCreateSchema(statement: CreateSchemaStatement, source: Source): Change[] {
  return [{ kind: 'createSchema', name: nameOf(statement.name, source), ifNotExists: statement.ifNotExists === true }];
}

export function lowerCreateExtension(statement: CreateExtensionStatement, source: Source): Change[] {
  const schema = statement.schema === undefined ? {} : { schema: nameOf(statement.schema, source) };
  return [{ kind: 'createExtension', name: nameOf(statement.extension, source), ifNotExists: statement.ifNotExists === true, ...schema }];
}

export function lowerCreateEnum(statement: CreateEnumType, source: Source): Change[] {
  const labels = statement.values.map(({ value }) => value);
  const open = source.cursor.find('(', 0);
  return [
    { kind: 'createEnum', name: qualifiedName(statement.name, source), labels: names(labels, source, open, source.cursor.tokens.length) },
  ];
}

export function lowerAlterEnum(statement: AlterEnumType, source: Source): Change[] {
  const name = qualifiedName(statement.name, source);
  if (statement.change.type === 'rename')
    return [{ kind: 'rename', objectKind: 'type', object: { name }, to: nameOf(statement.change.to, source), ifExists: false }];
  const label = source.name(statement.change.add.value, source.cursor.find('value', 0));
  return [{ kind: 'addEnumValue', type: name, label, ifNotExists: false }];
}

export function lowerCreateComposite(statement: CreateCompositeType, source: Source): Change[] {
  const columns = statement.attributes.map(({ name, dataType }) => ({
    name: nameOf(name, source),
    type: typeName(dataType, source, tokenOf(name, source) + 1),
  }));
  return [{ kind: 'createComposite', name: qualifiedName(statement.name, source), columns }];
}

export function lowerCreateSequence(statement: CreateSequenceStatement, source: Source): Change[] {
  return [
    {
      kind: 'createSequence',
      name: qualifiedName(statement.name, source),
      ifNotExists: statement.ifNotExists === true,
      temporary: statement.temp === true || statement.name.schema === 'pg_temp',
      ...owner(statement.options.ownedBy, source),
    },
  ];
}

export function lowerAlterSequence(statement: AlterSequenceStatement, source: Source): Change[] {
  const { change } = statement;
  const name = qualifiedName(statement.name, source);
  const ifExists = statement.ifExists === true;
  switch (change.type) {
    case 'set options':
      return [{ kind: 'alterSequence', name, ifExists, ...owner(change.ownedBy, source) }];
    case 'rename':
      return [{ kind: 'rename', objectKind: 'sequence', object: { name }, to: nameOf(change.newName, source), ifExists }];
    case 'set schema':
      return [{ kind: 'setSchema', objectKind: 'sequence', object: { name }, to: nameOf(change.newSchema, source), ifExists }];
    case 'owner to':
      return [];
  }
}

function owner(of: 'none' | QColumn | undefined, source: Source): { readonly ownedBy?: SequenceOwner } {
  if (of === undefined) return {};
  if (of === 'none') return { ownedBy: 'none' };
  const table = source.qualified(of.schema === undefined ? [of.table] : [of.schema, of.table], tokenOf(of, source));
  return { ownedBy: { table, column: source.name(of.column, source.cursor.indexAt(table.name.span.end)) } };
}

export function lowerAlterIndex(statement: AlterIndexStatement, source: Source): Change[] {
  if (statement.change.type !== 'rename') return [];
  const object = { name: qualifiedName(statement.index, source) };
  return [{ kind: 'rename', objectKind: 'index', object, to: nameOf(statement.change.to, source), ifExists: statement.ifExists === true }];
}

/** Undefined for databases, which are outside the schema, and for triggers, whose table this parser does not keep. */
export function lowerComment(statement: CommentStatement, source: Source): Change[] {
  const { on } = statement;
  const text = statement.comment === '' ? {} : { text: statement.comment };
  if (on.type === 'column') {
    const { schema, table, column } = on.column;
    const owned = source.qualified(schema === undefined ? [table] : [schema, table], tokenOf(on.column, source));
    const name = source.name(column, source.cursor.indexAt(owned.name.span.end));
    return [{ kind: 'setComment', objectKind: 'column', object: { name: { name }, on: owned }, ...text }];
  }
  if (on.type === 'database' || on.type === 'trigger') return [];
  // The parser writes MATERIALIZEDVIEW without the space that its types declare.
  const objectKind = (on.type as string) === 'materializedview' ? 'materialized view' : on.type;
  return [{ kind: 'setComment', objectKind, object: { name: qualifiedName(on.name, source) }, ...text }];
}

const DROPPED: readonly (readonly [string, ObjectKind])[] = [
  ['materialized view', 'materialized view'],
  ['foreign table', 'foreign table'],
  ['table', 'table'],
  ['view', 'view'],
  ['index', 'index'],
  ['sequence', 'sequence'],
  ['type', 'type'],
  ['domain', 'domain'],
  ['schema', 'schema'],
  ['extension', 'extension'],
];

/** DROP of objects that are named by a name alone, read from the tokens because the parser knows only some of these kinds; undefined for other kinds. */
export function lowerDrop(source: Source): Change[] | undefined {
  const { cursor } = source;
  const kind = DROPPED.find(([words]) => `${cursor.word(1)} ${cursor.word(2)} `.startsWith(`${words} `));
  if (kind === undefined || cursor.word(0) !== 'drop') return undefined;
  let from = 1 + kind[0].split(' ').length;
  const concurrently = cursor.word(from) === 'concurrently';
  if (concurrently) from++;
  const ifExists = cursor.word(from) === 'if';
  if (ifExists) from += 2;
  const last = cursor.word(cursor.tokens.length - 1);
  const to = cursor.tokens.length - (last === 'cascade' || last === 'restrict' ? 1 : 0);
  const objects = cursor.items(from, to).flatMap(({ start, end }) => {
    const name = source.written(start, end);
    return name === undefined ? [] : [{ name }];
  });
  return [{ kind: 'drop', objectKind: kind[1], objects, ifExists, cascade: last === 'cascade', concurrently }];
}
