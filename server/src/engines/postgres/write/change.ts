import type { Change, ChangeOf, Name, ObjectKind, ObjectName, OnTable, QualifiedName, TypeName } from '../../../sql/change';
import { quoteIdentifier } from '../names/quote';
import { literal } from './literal';

/** The statement of `Engine.statementOf`: drops, renames, comments, and changes of a table that undo others. */
export function changeStatement(change: Change): string | undefined {
  switch (change.kind) {
    case 'drop':
      return dropStatement(change);
    case 'rename':
      return renameStatement(change);
    case 'setComment':
      return commentStatement(change);
    case 'renameEnumValue':
      return `ALTER TYPE ${qualified(change.type)} RENAME VALUE ${literal(change.from)} TO ${literal(change.to)}`;
    default: {
      const action = tableAction(change);
      return action === undefined || !('table' in change) ? undefined : `${alterTable(change)} ${action}`;
    }
  }
}

/** The part of ALTER TABLE behind the name of the table. */
function tableAction(change: Change): string | undefined {
  switch (change.kind) {
    case 'dropColumn':
      return `DROP COLUMN ${ifExists(change.columnIfExists)}${quoted(change.column)}${behaviour(change)}`;
    case 'dropConstraint':
      return `DROP CONSTRAINT ${ifExists(change.constraintIfExists)}${quoted(change.name)}${behaviour(change)}`;
    case 'setNotNull':
      return change.name === undefined ? `${alterColumn(change)} ${change.notNull ? 'SET' : 'DROP'} NOT NULL` : undefined;
    case 'setDefault':
      return `${alterColumn(change)} ${change.default === undefined ? 'DROP DEFAULT' : `SET DEFAULT ${change.default.text}`}`;
    case 'setRowSecurity':
      return `${change.enabled ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`;
    case 'detachPartition':
      return `DETACH PARTITION ${qualified(change.partition)}`;
    case 'setInheritance':
      return `${change.inherit ? 'INHERIT' : 'NO INHERIT'} ${qualified(change.parent)}`;
    default:
      return undefined;
  }
}

function alterTable({ table, ifExists: isOptional, only }: OnTable): string {
  return `ALTER TABLE ${ifExists(isOptional)}${only === true ? 'ONLY ' : ''}${qualified(table)}`;
}

function alterColumn({ column }: { readonly column: Name }): string {
  return `ALTER COLUMN ${quoted(column)}`;
}

/** Kinds whose names are unique in a schema or a database, and their words. */
const OBJECTS: Partial<Record<ObjectKind, string>> = {
  schema: 'SCHEMA',
  table: 'TABLE',
  'foreign table': 'FOREIGN TABLE',
  view: 'VIEW',
  'materialized view': 'MATERIALIZED VIEW',
  index: 'INDEX',
  sequence: 'SEQUENCE',
  type: 'TYPE',
  domain: 'DOMAIN',
};

/** Kinds that CREATE and DROP have words for besides. */
const DROPPED: Partial<Record<ObjectKind, string>> = {
  ...OBJECTS,
  extension: 'EXTENSION',
  function: 'FUNCTION',
  procedure: 'PROCEDURE',
  trigger: 'TRIGGER',
  policy: 'POLICY',
};

function dropStatement(change: ChangeOf<'drop'>): string | undefined {
  const word = DROPPED[change.objectKind];
  if (word === undefined) return undefined;
  const objects = change.objects.map((object) => objectName(change.objectKind, object)).join(', ');
  return `DROP ${word} ${change.concurrently ? 'CONCURRENTLY ' : ''}${ifExists(change.ifExists)}${objects}${behaviour(change)}`;
}

function objectName(kind: ObjectKind, { name, on, arguments: taken }: ObjectName): string {
  if (taken !== undefined) return `${qualified(name)}(${taken.map(typeName).join(', ')})`;
  // A table that an index is given with is not written: the name of an index is unique in its schema.
  return on === undefined || kind === 'index' ? qualified(name) : `${qualified(name)} ON ${qualified(on)}`;
}

/** Kinds that ALTER TABLE renames. */
const TABLE_PARTS: Partial<Record<ObjectKind, string>> = { column: 'COLUMN', constraint: 'CONSTRAINT' };

/** Kinds that have a name on a table and a statement of their own. */
const ON_TABLE: Partial<Record<ObjectKind, string>> = { trigger: 'TRIGGER', policy: 'POLICY' };

function renameStatement({ objectKind, object, to, ifExists: isOptional }: ChangeOf<'rename'>): string | undefined {
  const word = OBJECTS[objectKind];
  if (word !== undefined) return `ALTER ${word} ${ifExists(isOptional)}${qualified(object.name)} RENAME TO ${quoted(to)}`;
  if (object.on === undefined) return undefined;
  const [on, name] = [qualified(object.on), quoted(object.name.name)];
  const part = TABLE_PARTS[objectKind];
  if (part !== undefined) return `ALTER TABLE ${ifExists(isOptional)}${on} RENAME ${part} ${name} TO ${quoted(to)}`;
  const own = ON_TABLE[objectKind];
  return own === undefined ? undefined : `ALTER ${own} ${name} ON ${on} RENAME TO ${quoted(to)}`;
}

function commentStatement({ objectKind, object, text }: ChangeOf<'setComment'>): string | undefined {
  const comment = text === undefined ? 'NULL' : literal(text);
  if (objectKind === 'column' && object.on !== undefined)
    return `COMMENT ON COLUMN ${qualified(object.on)}.${quoted(object.name.name)} IS ${comment}`;
  const word = OBJECTS[objectKind];
  return word === undefined ? undefined : `COMMENT ON ${word} ${qualified(object.name)} IS ${comment}`;
}

function ifExists(isOptional: boolean | undefined): string {
  return isOptional === true ? 'IF EXISTS ' : '';
}

function behaviour({ cascade }: { readonly cascade: boolean }): string {
  return cascade ? ' CASCADE' : '';
}

/** A type of an argument. Modifiers do not tell functions apart. The words of the grammar, such as `integer`, have the catalog's schema. */
function typeName({ schema, name, array }: TypeName): string {
  const written = schema === undefined || schema === 'pg_catalog' ? name : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
  return array ? `${written}[]` : written;
}

function qualified({ schema, name }: QualifiedName): string {
  return schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

function quoted({ text }: Name): string {
  return quoteIdentifier(text);
}
