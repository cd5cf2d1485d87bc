import type { AlterFunctionStmt, AlterObjectSchemaStmt, CommentStmt, DropStmt, Node, ObjectType, RangeVar, RenameStmt } from 'libpg-query';
import type { Change, ObjectKind, ObjectName } from '../../../../sql/change';
import type { Source } from '../source';
import { relationName, typeName } from './names';
import { items, node, nodes, strings } from './tree';

/* COMMENT ON, DROP, RENAME and SET SCHEMA name objects of all kinds in a few forms. */

const KINDS: Readonly<Partial<Record<ObjectType, ObjectKind>>> = {
  OBJECT_SCHEMA: 'schema',
  OBJECT_TABLE: 'table',
  OBJECT_FOREIGN_TABLE: 'foreign table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'materialized view',
  OBJECT_INDEX: 'index',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'domain',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'procedure',
  OBJECT_AGGREGATE: 'aggregate',
  OBJECT_ROUTINE: 'routine',
  OBJECT_EXTENSION: 'extension',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_POLICY: 'policy',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_DOMCONSTRAINT: 'domain constraint',
  OBJECT_COLUMN: 'column',
  OBJECT_ATTRIBUTE: 'attribute',
  OBJECT_RULE: 'rule',
};

function kindOf(type: ObjectType | undefined): ObjectKind {
  return KINDS[type ?? 'OBJECT_TABLE'] ?? 'other';
}

export function lowerDrop(statement: DropStmt, source: Source): Change[] {
  const objectKind = kindOf(statement.removeType);
  if (objectKind === 'other') return [];
  const { cursor } = source;
  const exists = cursor.find('exists', 0, 8);
  let next = exists === -1 ? 2 : exists + 1;
  const objects = (statement.objects ?? []).map((item) => {
    const object = objectName(item, objectKind, source, next);
    next = cursor.indexAt((object.on ?? object.name).name.span.end);
    return object;
  });
  return [
    {
      kind: 'drop',
      objectKind,
      objects,
      ifExists: statement.missing_ok === true,
      cascade: statement.behavior === 'DROP_CASCADE',
      concurrently: statement.concurrent === true,
    },
  ];
}

export function lowerComment(statement: CommentStmt, source: Source): Change[] {
  const objectKind = kindOf(statement.objtype);
  if (objectKind === 'other' || statement.object === undefined) return [];
  return [
    {
      kind: 'setComment',
      objectKind,
      object: objectName(statement.object, objectKind, source, 3),
      ...(statement.comment === undefined ? {} : { text: statement.comment }),
    },
  ];
}

export function lowerRename(statement: RenameStmt, source: Source): Change[] {
  const objectKind = kindOf(statement.renameType);
  if (objectKind === 'other') return [];
  const { cursor } = source;
  const renameAt = Math.max(0, cursor.findTop('rename', 2));
  const object =
    statement.relation === undefined
      ? // The tree has the old name of a schema in the field of column names.
        objectKind === 'schema'
        ? { name: source.qualified([statement.subname ?? ''], 2) }
        : objectName(statement.object, objectKind, source, 2)
      : ownedName(statement, objectKind, statement.relation, source, renameAt);
  const to = source.name(statement.newname ?? '', Math.max(renameAt, cursor.tokens.length - 1));
  return [{ kind: 'rename', objectKind, object, to, ifExists: statement.missing_ok === true }];
}

/** Columns, constraints, triggers and policies are named together with their table; tables, indexes and views by themselves. */
function ownedName(statement: RenameStmt, objectKind: ObjectKind, relation: RangeVar, source: Source, renameAt: number): ObjectName {
  const name = relationName(relation, source);
  if (statement.subname === undefined) return { name };
  const from = objectKind === 'trigger' || objectKind === 'policy' ? 2 : renameAt + 1;
  return { name: { name: source.name(statement.subname, from) }, on: name };
}

export function lowerSetSchema(statement: AlterObjectSchemaStmt, source: Source): Change[] {
  const objectKind = kindOf(statement.objectType);
  if (objectKind === 'other') return [];
  const object =
    statement.relation === undefined
      ? objectName(statement.object, objectKind, source, 2)
      : { name: relationName(statement.relation, source) };
  const to = source.name(statement.newschema ?? '', source.cursor.tokens.length - 1);
  return [{ kind: 'setSchema', objectKind, object, to, ifExists: statement.missing_ok === true }];
}

export function lowerAlterFunction(statement: AlterFunctionStmt, source: Source): Change[] {
  if (statement.func === undefined) return [];
  const objectKind = kindOf(statement.objtype);
  const security = nodes(statement.actions, 'DefElem').find(({ defname }) => defname === 'security');
  return [
    {
      kind: 'alterRoutine',
      objectKind,
      object: objectName({ ObjectWithArgs: statement.func }, objectKind, source, 2),
      ...(security === undefined ? {} : { securityDefiner: node(security.arg, 'Boolean')?.boolval === true }),
    },
  ];
}

/** A name as DROP and COMMENT write it: a list of strings, a bare string, a type, or a routine with its arguments. */
function objectName(of: Node | undefined, objectKind: ObjectKind, source: Source, from: number): ObjectName {
  const routine = node(of, 'ObjectWithArgs');
  if (routine !== undefined) {
    const name = source.qualified(strings(routine.objname), from);
    if (routine.args_unspecified === true) return { name };
    return { name, arguments: inputTypes(routine.objfuncargs, routine.objargs, source) };
  }
  const type = node(of, 'TypeName');
  if (type !== undefined) return { name: source.qualified(strings(type.names), from) };
  const bare = node(of, 'String')?.sval;
  const parts = bare === undefined ? itemNames(of) : [bare];
  if (!OWNED.has(objectKind)) return { name: source.qualified(parts, from) };
  return owned(parts, objectKind, source, from);
}

/** COMMENT ON CONSTRAINT c ON DOMAIN d carries the domain as a type inside the list. */
function itemNames(of: Node | undefined): string[] {
  return items(of).flatMap((item) => {
    const type = node(item, 'TypeName');
    return type === undefined ? strings([item]) : strings(type.names);
  });
}

const OWNED: ReadonlySet<ObjectKind> = new Set<ObjectKind>(['trigger', 'policy', 'constraint', 'column', 'rule', 'domain constraint']);

/**
 * The name of an object of a table. The list ends with the object, behind its table. A column is written `table.column`, all others `name
 * ON table`.
 */
function owned(parts: readonly string[], objectKind: ObjectKind, source: Source, from: number): ObjectName {
  const ownerParts = parts.slice(0, -1);
  const last = parts.at(-1) ?? '';
  if (objectKind === 'column') {
    const on = source.qualified(ownerParts, from);
    return { name: { name: source.name(last, source.cursor.indexAt(on.name.span.end)) }, on };
  }
  const name = source.name(last, from);
  const on = source.cursor.find('on', source.cursor.indexAt(name.span.end));
  return { name: { name }, on: source.qualified(ownerParts, Math.max(0, on + 1)) };
}

function inputTypes(parameters: readonly Node[] | undefined, types: readonly Node[] | undefined, source: Source) {
  const inputs = nodes(parameters, 'FunctionParameter').filter(
    (parameter) => parameter.mode !== 'FUNC_PARAM_OUT' && parameter.mode !== 'FUNC_PARAM_TABLE',
  );
  if (inputs.length > 0) return inputs.map((parameter) => typeName(parameter.argType ?? {}, source));
  return nodes(types, 'TypeName').map((type) => typeName(type, source));
}
