import { type Context, refuse } from '../../../schema/apply/context';
import type { TableRulesOf } from '../../../schema/apply/tableRules';
import type { Origin } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Column, Table } from '../../../schema/model/table';
import type { TypeUse } from '../../../schema/model/type';
import { columnByNumber } from '../../../schema/queries';
import type { ColumnDefinition, Expression } from '../../../sql/change';
import { chooseName } from '../names/chosen';
import { constraintOnChildren } from './constraintParts';
import { indexOnPartitions } from './indexParts';
import { hasOwnConstraint, ownNotNullNamed, setNotNull } from './notNull';
import { ownedSequence } from './sequences';

/** PostgreSQL's additions to the shared families of tables: NOT NULL with a name, sequences, and parts for the tables below. */
export const tableRules: TableRulesOf<Schema> = {
  completeColumn,
  keepsDefault: (schema, written, type) => !isNoDefault(schema, written, type),
  requireColumns,
  constraintNamed: (_, table, name) => table.constraints.find((constraint) => constraint.name === name) ?? ownNotNullNamed(table, name),
  constraintAdded: constraintOnChildren,
  indexAdded: indexOnPartitions,
};

/** The sequence of a serial or an identity column, and the name of NOT NULL. */
function completeColumn(
  schema: Schema,
  table: Table,
  column: Column,
  definition: ColumnDefinition,
  context: Context,
): readonly [Schema, Column] {
  const { name, identity, notNullName, sequenceName } = definition;
  const isSerial = definition.serial === true;
  const [next, sequence] =
    isSerial || identity !== undefined
      ? ownedSequence(schema, table, column.number, name, identity !== undefined, context, sequenceName)
      : [schema, undefined];
  if (notNullName !== undefined && hasOwnConstraint(table, notNullName.text)) refuse(schema, context, notNullName.span, 'duplicate_object');
  const owned =
    isSerial && sequence !== undefined ? { default: { text: `nextval('${sequence.name}'::regclass)`, sequences: [sequence.id] } } : {};
  if (!column.notNull) return [next, sequence === undefined ? column : { ...column, ...owned }];
  const postgres: Column['postgres'] = {
    notNullName: notNullName?.text ?? chooseName(next, table, 'not null', [name.text]),
    ...(definition.notNullNoInherit ? { notNullNoInherit: true } : {}),
  };
  return [next, { ...column, postgres, ...owned }];
}

/**
 * The catalog keeps no default for DEFAULT NULL (AddRelationNewConstraints in heap.c), unless the type has a length or is a domain: the
 * NULL is then cast, so it is not a bare NULL.
 */
export function isNoDefault(schema: Schema, expression: Expression, type: TypeUse): boolean {
  if (!/^\(*null\)*(?:::[\w\s."()[\],]+)?$/i.test(expression.text.trim())) return false;
  return !type.text.includes('(') && !(!type.array && type.kind === 'object' && schema.types.get(type.id)?.kind === 'domain');
}

/**
 * The columns of a primary key are NOT NULL, in the tables below as well. In a new table, an inherited NOT NULL becomes its own too, under
 * a name of its own.
 */
export function requireColumns(schema: Schema, table: Table, columns: readonly number[], origin: Origin, isNew: boolean): Schema {
  return columns.reduce((state, number) => {
    const column = columnByNumber(table, number);
    if (column === undefined || (column.notNull && !(isNew && column.postgres?.notNullInherited === true))) return state;
    const name = isNew ? { name: chooseName(state, table, 'not null', [column.name]) } : {};
    return setNotNull(state, table.id, column.name, origin, name);
  }, schema);
}
