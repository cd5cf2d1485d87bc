import { putTable, takeId, withConstraint } from '../../../schema/edit';
import type { Constraint, ForeignKey } from '../../../schema/model/constraint';
import type { ObjectId, Origin } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import { columnNames } from '../../../schema/queries';
import { chooseName } from '../names/chosen';
import { childrenOf, translate } from './related';

/* Checks and foreign keys that a table takes over from another one. */

/** Gives each table below its part of a check, or each partition its part of a foreign key. */
export function constraintOnChildren(schema: Schema, tableId: ObjectId, constraintId: ObjectId, origin: Origin): Schema {
  const table = schema.tables.get(tableId)!;
  const constraint = table.constraints.find(({ id }) => id === constraintId);
  if (constraint === undefined || (constraint.kind === 'check' && constraint.noInherit)) return schema;
  return childrenOf(schema, tableId, constraint.kind === 'check').reduce((state, childId) => {
    return partsOfConstraint(state, table, constraint, childId, origin, false);
  }, schema);
}

/** Gives a table its part of a constraint, and the tables below it theirs. */
export function partsOfConstraint(
  schema: Schema,
  parent: Table,
  constraint: Constraint,
  childId: ObjectId,
  origin: Origin,
  checked: boolean,
): Schema {
  const before = schema.tables.get(childId)!.constraints;
  const cloned = partOfConstraint(schema, parent, constraint, childId, origin, checked);
  const part = cloned.tables.get(childId)!.constraints.find((own) => own.parent === constraint.id);
  const isNew = part !== undefined && (part.kind === 'check' || !before.some(({ id }) => id === part.id));
  return isNew ? constraintOnChildren(cloned, childId, part.id, origin) : cloned;
}

/** A check of the same name that the child has becomes the part, and so does a foreign key with the same columns, target and actions. */
function partOfConstraint(
  schema: Schema,
  parent: Table,
  constraint: Constraint,
  childId: ObjectId,
  origin: Origin,
  checked: boolean,
): Schema {
  const child = schema.tables.get(childId)!;
  const own = child.constraints.find((candidate) =>
    constraint.kind === 'foreign key'
      ? candidate.kind === 'foreign key' && candidate.parent === undefined && sameReference(candidate, constraint, parent, child)
      : candidate.kind === 'check' && candidate.name === constraint.name,
  );
  if (own !== undefined)
    return putTable(
      schema,
      withConstraint(child, own.id, ({ local, ...old }) => ({
        ...old,
        parent: constraint.id,
        // A constraint that a partition shares with its parent is the parent's (MergeConstraintsIntoExisting in tablecmds.c).
        ...(child.postgres?.partitionOf === undefined && (old.parent === undefined || local === true) ? { local: true } : {}),
      })),
    );
  return copyConstraint(schema, parent, checked ? validated(constraint) : constraint, childId, origin, true);
}

/** A check counts as validated in a table that gets it: a new table has no rows, and an attached one is scanned. */
export function validated(constraint: Constraint): Constraint {
  return constraint.kind === 'check' ? { ...constraint, validated: constraint.enforced } : constraint;
}

/** Copies a check under its name, or a foreign key under its name unless that is taken. Keys are copied with their indexes. */
export function copyConstraint(
  schema: Schema,
  from: Table,
  constraint: Constraint,
  toId: ObjectId,
  origin: Origin,
  isPart: boolean,
): Schema {
  if (constraint.kind !== 'foreign key' && constraint.kind !== 'check') return schema;
  const to = schema.tables.get(toId)!;
  const columns = translate(from, to, constraint.columns);
  const taken = to.constraints.some(({ name }) => name === constraint.name);
  const name = taken ? chooseName(schema, to, 'foreign key', columnNames(to, columns)) : constraint.name;
  const [next, id] = takeId(schema);
  const { parent: _, comment: _comment, ...bare } = constraint;
  const copy = { ...bare, ...(isPart ? { parent: constraint.id } : {}), id, name, columns, created: origin };
  return putTable(next, { ...to, constraints: [...to.constraints, copy] });
}

/** Marks an inherited check as the table's own as well. A partition has no checks of its own that its parent has too. */
export function withOwnCheck(schema: Schema, table: Table, name: string): Schema {
  const check = table.constraints.find((constraint) => constraint.name === name);
  if (check?.parent === undefined || table.postgres?.partitionOf !== undefined) return schema;
  return putTable(
    schema,
    withConstraint(table, check.id, (old) => ({ ...old, local: true })),
  );
}

function sameReference(own: ForeignKey, wanted: ForeignKey, parent: Table, child: Table): boolean {
  const shape = ({ target, onDelete, onUpdate }: ForeignKey, columns: readonly number[]): string =>
    JSON.stringify([columns, target, onDelete, onUpdate]);
  return shape(own, own.columns) === shape(wanted, translate(parent, child, wanted.columns));
}
