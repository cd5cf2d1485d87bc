import type { Step } from '../migrations/replay/step';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { columnByName, findTable } from '../schema/queries';
import type { Change, ChangeOf, ObjectName, QualifiedName } from '../sql/change';
import { dropsOld, isOldColumn, isOldObject, isOldType, isPassing } from './age';
import { undoCreation } from './undoCreation';
import { dropped, named, renamedBack, type Undone } from './undone';

const NOTHING: Undone = [];

/** Undoes one change. `end` is the schema after the whole migration: an object that is gone by then needs no statement. */
export function undo(step: Step, end: Schema): Undone {
  const { change } = step;
  const creation = undoCreation(step, end);
  if (creation !== undefined) return creation;
  const table = 'table' in change ? findTable(step.after, change.table.name.text, change.table.schema?.text) : undefined;
  if (table !== undefined && isGoneWithIt(step, table, end)) return undoCircle(step, table, end);
  if (table === undefined && 'table' in change) return 'by hand';
  return undoOnTable(change, step, table, end) ?? undoOther(change, step, end);
}

/** A table that the migration creates is dropped as a whole, and a table that it drops has nothing left to undo. */
function isGoneWithIt(step: Step, table: Table, end: Schema): boolean {
  return !step.start.tables.has(table.id) || !end.tables.has(table.id);
}

/** Of two new tables that reference each other, the later foreign key would block DROP TABLE of its target, so it is dropped first. */
function undoCircle(step: Step, table: Table, end: Schema): Undone {
  if (step.change.kind !== 'addForeignKey' || !end.tables.has(table.id)) return NOTHING;
  const { references } = step.change;
  const target = findTable(step.after, references.name.text, references.schema?.text);
  if (target === undefined || target.id <= table.id || step.start.tables.has(target.id)) return NOTHING;
  return dropConstraints(step.change, step, table, end);
}

function undoOnTable(change: Change, step: Step, table: Table | undefined, end: Schema): Undone | undefined {
  if (table === undefined || !('table' in change)) return undefined;
  const on = { table: change.table };
  switch (change.kind) {
    case 'addColumn':
      if (!isAdded(step, table, end, change.column.name.text)) return NOTHING;
      return [{ kind: 'dropColumn', ...on, column: change.column.name, columnIfExists: false, cascade: false }];
    case 'dropColumn':
      return isOldColumn(step.start, step.before.tables.get(table.id), change.column.text) ? 'by hand' : NOTHING;
    case 'dropConstraint':
      return isOldConstraint(step, table, change.name.text) ? 'by hand' : NOTHING;
    case 'addKey':
      return change.usingIndex === undefined ? dropConstraints(change, step, table, end) : 'by hand';
    case 'addCheck':
    case 'addForeignKey':
    case 'addExclusion':
      return dropConstraints(change, step, table, end);
    case 'setNotNull':
    case 'setDefault':
      return undoColumn(change, step, table);
    case 'setRowSecurity':
      return (step.before.tables.get(table.id)?.postgres?.rowSecurity ?? false) === change.enabled
        ? NOTHING
        : [{ kind: 'setRowSecurity', ...on, enabled: !change.enabled }];
    case 'createTrigger':
      if (!end.tables.get(table.id)?.triggers.some(({ name }) => name === change.name.text)) return NOTHING;
      return change.orReplace ? 'by hand' : [dropped('trigger', { name: { name: change.name }, on: change.table })];
    case 'createPolicy':
      if (!end.tables.get(table.id)?.postgres?.policies.some(({ name }) => name === change.name.text)) return NOTHING;
      return [dropped('policy', { name: { name: change.name }, on: change.table })];
    case 'attachPartition':
      return [{ kind: 'detachPartition', ...on, partition: change.partition }];
    case 'setInheritance':
      return [{ kind: 'setInheritance', ...on, parent: change.parent, inherit: !change.inherit }];
    case 'modifyRows':
      return 'by hand';
    case 'validateConstraint':
      return NOTHING;
    default:
      return undefined;
  }
}

function undoOther(change: Change, step: Step, end: Schema): Undone {
  switch (change.kind) {
    case 'rename':
      return isRenameLost(change, step, end) ? NOTHING : [renamedBack(change)];
    case 'setComment':
      return undoComment(change, step);
    case 'addEnumValue':
      return isOldType(step.start, step.after, change.type) && step.before !== step.after ? 'by hand' : NOTHING;
    case 'renameEnumValue':
      if (!isOldType(step.start, step.after, change.type)) return NOTHING;
      return [{ kind: 'renameEnumValue', type: change.type, from: change.to, to: change.from }];
    case 'transaction':
    case 'setSearchPath':
      return NOTHING;
    case 'drop':
      return dropsOld(change, step) ? 'by hand' : NOTHING;
    default:
      return 'by hand';
  }
}

/** True when ADD COLUMN added the column, rather than skipping it for IF NOT EXISTS, and the column exists at the end. */
function isAdded(step: Step, table: Table, end: Schema, name: string): boolean {
  const before = step.before.tables.get(table.id);
  const number = columnByName(table, name)?.number;
  return (
    (before === undefined || columnByName(before, name) === undefined) &&
    end.tables.get(table.id)?.columns.some((column) => column.number === number) === true
  );
}

function isOldConstraint(step: Step, table: Table, name: string): boolean {
  const id = step.before.tables.get(table.id)?.constraints.find((constraint) => constraint.name === name)?.id;
  return id !== undefined && id < step.start.nextId;
}

function undoColumn(change: ChangeOf<'setNotNull'> | ChangeOf<'setDefault'>, step: Step, table: Table): Undone {
  const before = step.before.tables.get(table.id);
  const column = before === undefined ? undefined : columnByName(before, change.column.text);
  if (column === undefined) return 'by hand';
  // A column that this migration adds is dropped as a whole.
  if (!isOldColumn(step.start, before, column.name)) return NOTHING;
  const target = { table: change.table, column: change.column };
  if (change.kind === 'setNotNull')
    return column.notNull === change.notNull ? NOTHING : [{ kind: 'setNotNull', ...target, notNull: !change.notNull }];
  const { default: earlier } = column;
  if (earlier === undefined) return [{ kind: 'setDefault', ...target }];
  return [{ kind: 'setDefault', ...target, default: { text: earlier.text, span: change.column.span, columns: [] } }];
}

function dropConstraints(change: { readonly table: QualifiedName }, step: Step, table: Table, end: Schema): Undone {
  const left = new Set(end.tables.get(table.id)?.constraints.map(({ id }) => id));
  const earlier = new Set(step.before.tables.get(table.id)?.constraints.map(({ id }) => id));
  return table.constraints
    .filter(({ id }) => !earlier.has(id) && left.has(id))
    .map(({ name }): Change => {
      const { table: on } = change;
      return { kind: 'dropConstraint', table: on, name: named(name, on.name), constraintIfExists: false, cascade: false };
    });
}

/** True when the renamed object is gone at the end. A new object that remains is renamed back and dropped under its first name. */
function isRenameLost(change: ChangeOf<'rename'>, step: Step, end: Schema): boolean {
  const { object, objectKind, to } = change;
  if (objectKind !== 'column') return isPassing(step.start, step.after, end, { ...object.name, name: to });
  const table = object.on === undefined ? undefined : findTable(step.after, object.on.name.text, object.on.schema?.text);
  if (table === undefined) return false;
  const number = columnByName(table, to.text)?.number;
  return isGoneWithIt(step, table, end) || !end.tables.get(table.id)!.columns.some((column) => column.number === number);
}

/** Restores the earlier comment of a table or column. Comments of new objects disappear with them. */
function undoComment(change: ChangeOf<'setComment'>, step: Step): Undone {
  const { object, objectKind } = change;
  const on: ObjectName['name'] | undefined = objectKind === 'table' ? object.name : objectKind === 'column' ? object.on : undefined;
  const table = on === undefined ? undefined : findTable(step.before, on.name.text, on.schema?.text);
  if (table === undefined || on === undefined) return isOldObject(step.start, step.before, objectKind, object.name) ? 'by hand' : NOTHING;
  if (!step.start.tables.has(table.id)) return NOTHING;
  if (objectKind === 'table') return [comment(table)];
  const column = columnByName(table, object.name.name.text);
  if (column === undefined || !isOldColumn(step.start, table, column.name)) return NOTHING;
  return [comment(column)];

  function comment({ comment: text }: { readonly comment?: string }): Change {
    return { kind: 'setComment', objectKind, object, ...(text === undefined ? {} : { text }) };
  }
}
