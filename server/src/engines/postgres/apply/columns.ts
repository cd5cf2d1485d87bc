import { type Context, isUnsure, refuse } from '../../../schema/apply/context';
import { mentionedColumns, targetComposite, targetTable } from '../../../schema/apply/lookup';
import { routinesNamed } from '../../../schema/apply/routineUses';
import { putSequence, putTable, putType, takeId, withColumn } from '../../../schema/edit';
import { findType } from '../../../schema/findType';
import type { Expression } from '../../../schema/model/expression';
import type { ObjectId, Origin } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Column, Table } from '../../../schema/model/table';
import type { TypeUse } from '../../../schema/model/type';
import { columnByName, findRelation, withDescendants } from '../../../schema/queries';
import type { AddColumn, ColumnDefinition, Name, Expression as WrittenExpression } from '../../../sql/change';
import type { Span } from '../../../text/span';
import { chooseRelationName } from '../names/chosen';
import { resolveType } from '../types/resolve';
import { withOwnNumbers } from './clone';
import { asInherited, chooseNotNullName, hasOwnConstraint, inheritedNotNull, isNameTaken } from './notNull';

/** Adds columns to a table that is in the schema already, with the sequences that serial and identity columns own. */
export function addColumns(schema: Schema, tableId: ObjectId, definitions: readonly ColumnDefinition[], context: Context): Schema {
  const before = schema.tables.get(tableId)!;
  let state: Growing = [schema, before];
  for (const definition of definitions) state = addOne(state, definition, context);
  const [next, table] = state;
  return table === before ? next : putTable(next, table);
}

/** A table that is put into the schema with all its new columns at once. */
type Growing = readonly [schema: Schema, table: Table];

function addOne([schema, table]: Growing, definition: ColumnDefinition, context: Context): Growing {
  const existing = columnByName(table, definition.name.text);
  if (existing !== undefined && existing.inherited !== true) {
    context.report({
      kind: 'duplicate-column',
      span: definition.name.span,
      table: table.name,
      name: definition.name.text,
      existing: existing.created,
    });
    return [schema, table];
  }
  const number = existing?.number ?? table.nextColumnNumber;
  const owned = definition.serial === true || definition.identity !== undefined;
  const [withSequence, sequence] = owned
    ? ownedSequence(schema, table, number, definition.name, definition.identity !== undefined, context, definition.sequenceName)
    : [schema, undefined];
  const taken = definition.notNullName;
  if (
    taken !== undefined &&
    hasOwnConstraint({ ...table, columns: table.columns.filter(({ notNullInherited }) => notNullInherited !== true) }, taken.text)
  )
    refuse(schema, context, taken.span, 'duplicate_object');
  const column = columnOf(withSequence, table, number, definition, sequence, context.at(definition.name.span));
  if (existing === undefined) return [withSequence, { ...table, columns: [...table.columns, column], nextColumnNumber: number + 1 }];
  return [
    withSequence,
    withColumn(table, number, context.at(definition.span), (above) =>
      merged(schema, above, column, definition, table.partitionOf === undefined),
    ),
  ];
}

function columnOf(
  schema: Schema,
  table: Table,
  number: number,
  definition: ColumnDefinition,
  sequence: { readonly id: ObjectId; readonly name: string } | undefined,
  origin: Origin,
): Column {
  const { name, generated, identity } = definition;
  const notNull = definition.notNull || definition.primary === true;
  return {
    number,
    name: name.text,
    type: resolveType(schema, definition.type),
    notNull,
    ...(notNull ? { notNullName: definition.notNullName?.text ?? chooseNotNullName(schema, table, name.text) } : {}),
    ...(definition.notNullNoInherit ? { notNullNoInherit: true } : {}),
    ...defaultOf(schema, definition, sequence),
    ...(generated === undefined
      ? {}
      : {
          generated: {
            kind: generated.kind,
            expression: resolveExpression(schema, generated.expression),
            columns: mentionedColumns(table, generated.expression.columns),
          },
        }),
    ...(identity === undefined ? {} : { identity }),
    created: origin,
    changed: origin,
  };
}

/**
 * A column that the parent defines as well: one column, the child's clauses added (manual, CREATE TABLE, INHERITS).
 * DEFAULT NULL takes the parent's default away; NOT NULL that is said again has a name of its own.
 */
function merged(schema: Schema, above: Column, own: Column, definition: ColumnDefinition, isOwn: boolean): Column {
  const { notNullInherited, default: inherited, ...rest } = above;
  const written = definition.default;
  const given =
    written === undefined ? own.default : isNoDefault(schema, written, above.type) ? undefined : resolveExpression(schema, written);
  const value = given ?? (written === undefined ? inherited : undefined);
  const notNullName = own.notNullName ?? above.notNullName;
  return {
    ...rest,
    // A partition has no columns of its own (MergeAttributes in tablecmds.c).
    inherited: !isOwn,
    notNull: above.notNull || own.notNull,
    ...(notNullName === undefined ? {} : { notNullName }),
    ...(notNullInherited === true && !own.notNull ? { notNullInherited } : {}),
    ...(own.identity === undefined ? {} : { identity: own.identity }),
    ...(own.generated === undefined ? {} : { generated: own.generated }),
    ...(value === undefined ? {} : { default: value }),
  };
}

/** The sequence that a serial or identity column owns. */
export function ownedSequence(
  schema: Schema,
  table: Table,
  number: number,
  column: Name,
  identity: boolean,
  context: Context,
  given?: Name,
): readonly [Schema, { readonly id: ObjectId; readonly name: string }] {
  const [next, id] = takeId(schema);
  const origin = context.at(column.span);
  const name = given?.text ?? chooseRelationName(schema, table.namespace, table.name, column.text, 'seq', false);
  const ownedBy = { table: table.id, column: number, identity };
  return [
    putSequence(next, {
      kind: 'sequence',
      id,
      namespace: table.namespace,
      name,
      temporary: table.temporary,
      ownedBy,
      created: origin,
      changed: origin,
    }),
    { id, name },
  ];
}

function defaultOf(
  schema: Schema,
  definition: ColumnDefinition,
  sequence: { readonly id: ObjectId; readonly name: string } | undefined,
): { readonly default?: Expression } {
  if (definition.serial === true && sequence !== undefined)
    return { default: { text: `nextval('${sequence.name}'::regclass)`, sequences: [sequence.id] } };
  return definition.default === undefined || isNoDefault(schema, definition.default, resolveType(schema, definition.type))
    ? {}
    : { default: resolveExpression(schema, definition.default) };
}

/**
 * DEFAULT NULL is no default: the catalog keeps none (heap.c, AddRelationNewConstraints), unless the type has a length
 * or is a domain, for then it is no bare NULL but one that is cast.
 */
export function isNoDefault(schema: Schema, expression: WrittenExpression, type: TypeUse): boolean {
  if (!/^\(*null\)*(?:::[\w\s."()[\],]+)?$/i.test(expression.text.trim())) return false;
  return !type.text.includes('(') && !(!type.array && type.kind === 'object' && schema.types.get(type.id)?.kind === 'domain');
}

export function resolveExpression(schema: Schema, expression: WrittenExpression): Expression {
  const sequences = (expression.sequences ?? []).flatMap((written) => {
    const { name, schema: inSchema } = nameParts(written);
    const ref = findRelation(schema, name, inSchema);
    return ref?.kind === 'sequence' ? ref.id : [];
  });
  const types = (expression.types ?? []).flatMap((written) => findType(schema, nameParts(written)) ?? []);
  const routines = routinesNamed(schema, expression.functions ?? []);
  return { text: expression.text, sequences, ...(types.length === 0 ? {} : { types }), ...(routines.length === 0 ? {} : { routines }) };
}

function nameParts(written: string): { readonly name: string; readonly schema?: string } {
  const [name = '', schema] = written
    .split('.')
    .map((part) => part.replace(/^"(.*)"$/, '$1'))
    .reverse();
  return { name, ...(schema === undefined ? {} : { schema }) };
}

export function applyAddColumn(schema: Schema, change: AddColumn, context: Context): Schema {
  const composite = targetComposite(schema, change.table);
  if (composite !== undefined) {
    if (composite.columns.some(({ name }) => name === change.column.name.text))
      return refuse(schema, context, change.column.name.span, 'duplicate_column');
    const attribute = { name: change.column.name.text, type: resolveType(schema, change.column.type) };
    return putType(schema, { ...composite, columns: [...composite.columns, attribute], changed: context.at(change.column.span) });
  }
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined) {
    context.skip();
    return schema;
  }
  // The columns of a partition are the parent's (manual, 5.12.2).
  if (table.partitionOf !== undefined) {
    context.skip();
    return refuse(schema, context, change.column.name.span, 'wrong_object_type');
  }
  if (change.ifNotExists && columnByName(table, change.column.name.text) !== undefined) {
    context.skip();
    return schema;
  }
  if (isUnsure(schema, table.name, 'column') && columnByName(table, change.column.name.text) !== undefined) return schema;
  const present = columnByName(table, change.column.name.text);
  if (present?.inherited === true) {
    const { text, span } = change.column.name;
    context.report({ kind: 'duplicate-column', span, table: table.name, name: text, existing: present.created });
    context.skip();
    return schema;
  }
  const name = change.column.notNullNoInherit ? undefined : change.column.notNullName;
  if (name !== undefined && isNameTaken(schema, table, change.column.name.text, name.text))
    return refuse(schema, context, name.span, 'duplicate_object');
  return withDescendants(schema, table.id).reduce(
    (next, id) => inheritOrAdd(next, id, table.id, change, context),
    touch(schema, table, context, change.column.span),
  );
}

/** Children get the column too, marked as inherited; of a sequence it has only the parent's. */
function inheritOrAdd(schema: Schema, id: ObjectId, root: ObjectId, change: AddColumn, context: Context): Schema {
  if (id === root) return addColumns(schema, id, [change.column], context);
  const table = schema.tables.get(id)!;
  const own = columnByName(table, change.column.name.text);
  const origin = context.at(change.column.span);
  if (own !== undefined)
    return change.column.notNull && change.column.notNullNoInherit !== true && !own.notNull
      ? putTable(
          schema,
          withColumn(table, own.number, origin, (column) => inheritedNotNull(column, columnByName(schema.tables.get(root)!, own.name))),
        )
      : schema;
  const added = columnByName(schema.tables.get(root)!, change.column.name.text);
  if (added === undefined) return schema;
  const { identity, ...column } = added;
  // The mark of NOT NULL is copied with the column, the constraint only where it is inherited (ATExecAddColumn in tablecmds.c).
  const inherited = { ...asInherited(column), notNull: column.notNull, number: table.nextColumnNumber };
  const copy = identity !== undefined && table.partitionOf !== undefined ? { ...inherited, identity } : inherited;
  const copied = { ...table, columns: [...table.columns, copy], nextColumnNumber: table.nextColumnNumber + 1, changed: origin };
  return withOwnNumbers(putTable(schema, copied), schema.tables.get(root)!, id);
}

function touch(schema: Schema, table: Table, context: Context, span: Span): Schema {
  return putTable(schema, { ...schema.tables.get(table.id)!, changed: context.at(span) });
}
