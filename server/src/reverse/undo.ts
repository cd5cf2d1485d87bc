import type { Step } from '../migrations/replay/step';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { columnByName, findTable } from '../schema/queries';
import type { Change, ChangeOf, ObjectName, QualifiedName } from '../sql/change';
import { dropsOld, isOldColumn, isOldObject, isOldType, isPassing } from './age';
import { literal, type Quote, qualified, type Undone } from './names';
import { undoCreation } from './undoCreation';
import { undoRename } from './undoRename';

const NOTHING: Undone = [];

/** Undoes one change. `end` is the schema after the whole migration: an object that is gone by then needs no statement. */
export function undo(step: Step, end: Schema, quote: Quote): Undone {
  const { change } = step;
  const creation = undoCreation(step, end, quote);
  if (creation !== undefined) return creation;
  const table = 'table' in change ? findTable(step.after, change.table.name.text, change.table.schema?.text) : undefined;
  if (table !== undefined && isGoneWithIt(step, table, end)) return undoCircle(step, table, end, quote);
  if (table === undefined && 'table' in change) return 'by hand';
  return undoOnTable(change, step, table, end, quote) ?? undoOther(change, step, end, quote);
}

/** A table that the migration creates is dropped as a whole, and a table that it drops has nothing left to undo. */
function isGoneWithIt(step: Step, table: Table, end: Schema): boolean {
  return !step.start.tables.has(table.id) || !end.tables.has(table.id);
}

/** Of two new tables that reference each other, the later foreign key would block DROP TABLE of its target, so it is dropped first. */
function undoCircle(step: Step, table: Table, end: Schema, quote: Quote): Undone {
  if (step.change.kind !== 'addForeignKey' || !end.tables.has(table.id)) return NOTHING;
  const { references } = step.change;
  const target = findTable(step.after, references.name.text, references.schema?.text);
  if (target === undefined || target.id <= table.id || step.start.tables.has(target.id)) return NOTHING;
  return dropConstraints(step.change, step, table, end, quote);
}

function undoOnTable(change: Change, step: Step, table: Table | undefined, end: Schema, quote: Quote): Undone | undefined {
  if (table === undefined || !('table' in change)) return undefined;
  const alter = `ALTER TABLE ${qualified(change.table, quote)}`;
  switch (change.kind) {
    case 'addColumn':
      return isAdded(step, table, end, change.column.name.text) ? [`${alter} DROP COLUMN ${quote(change.column.name.text)}`] : NOTHING;
    case 'dropColumn':
      return isOldColumn(step.start, step.before.tables.get(table.id), change.column.text) ? 'by hand' : NOTHING;
    case 'dropConstraint':
      return isOldConstraint(step, table, change.name.text) ? 'by hand' : NOTHING;
    case 'addKey':
      return change.usingIndex === undefined ? dropConstraints(change, step, table, end, quote) : 'by hand';
    case 'addCheck':
    case 'addForeignKey':
    case 'addExclusion':
      return dropConstraints(change, step, table, end, quote);
    case 'setNotNull':
    case 'setDefault':
      return undoColumn(change, step, table, alter, quote);
    case 'setRowSecurity':
      return (step.before.tables.get(table.id)?.postgres?.rowSecurity ?? false) === change.enabled
        ? NOTHING
        : [`${alter} ${change.enabled ? 'DISABLE' : 'ENABLE'} ROW LEVEL SECURITY`];
    case 'createTrigger':
      if (!end.tables.get(table.id)?.triggers.some(({ name }) => name === change.name.text)) return NOTHING;
      return change.orReplace ? 'by hand' : [`DROP TRIGGER ${quote(change.name.text)} ON ${qualified(change.table, quote)}`];
    case 'createPolicy':
      if (!end.tables.get(table.id)?.postgres?.policies.some(({ name }) => name === change.name.text)) return NOTHING;
      return [`DROP POLICY ${quote(change.name.text)} ON ${qualified(change.table, quote)}`];
    case 'attachPartition':
      return [`${alter} DETACH PARTITION ${qualified(change.partition, quote)}`];
    case 'setInheritance':
      return [`${alter} ${change.inherit ? 'NO INHERIT' : 'INHERIT'} ${qualified(change.parent, quote)}`];
    case 'modifyRows':
      return 'by hand';
    case 'validateConstraint':
      return NOTHING;
    default:
      return undefined;
  }
}

function undoOther(change: Change, step: Step, end: Schema, quote: Quote): Undone {
  switch (change.kind) {
    case 'rename':
      return isRenameLost(change, step, end) ? NOTHING : undoRename(change, quote);
    case 'setComment':
      return undoComment(change, step, quote);
    case 'addEnumValue':
      return isOldType(step.start, step.after, change.type) && step.before !== step.after ? 'by hand' : NOTHING;
    case 'renameEnumValue':
      if (!isOldType(step.start, step.after, change.type)) return NOTHING;
      return [`ALTER TYPE ${qualified(change.type, quote)} RENAME VALUE ${literal(change.to)} TO ${literal(change.from)}`];
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

function undoColumn(
  change: ChangeOf<'setNotNull'> | ChangeOf<'setDefault'>,
  step: Step,
  table: Table,
  alter: string,
  quote: Quote,
): Undone {
  const before = step.before.tables.get(table.id);
  const column = before === undefined ? undefined : columnByName(before, change.column.text);
  if (column === undefined) return 'by hand';
  // A column that this migration adds is dropped as a whole.
  if (!isOldColumn(step.start, before, column.name)) return NOTHING;
  const target = `${alter} ALTER COLUMN ${quote(change.column.text)}`;
  if (change.kind === 'setNotNull')
    return column.notNull === change.notNull ? NOTHING : [`${target} ${change.notNull ? 'DROP' : 'SET'} NOT NULL`];
  return [column.default === undefined ? `${target} DROP DEFAULT` : `${target} SET DEFAULT ${column.default.text}`];
}

function dropConstraints(change: { readonly table: QualifiedName }, step: Step, table: Table, end: Schema, quote: Quote): Undone {
  const left = new Set(end.tables.get(table.id)?.constraints.map(({ id }) => id));
  const earlier = new Set(step.before.tables.get(table.id)?.constraints.map(({ id }) => id));
  return table.constraints
    .filter(({ id }) => !earlier.has(id) && left.has(id))
    .map(({ name }) => `ALTER TABLE ${qualified(change.table, quote)} DROP CONSTRAINT ${quote(name)}`);
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
function undoComment(change: ChangeOf<'setComment'>, step: Step, quote: Quote): Undone {
  const { object, objectKind } = change;
  const on: ObjectName['name'] | undefined = objectKind === 'table' ? object.name : objectKind === 'column' ? object.on : undefined;
  const table = on === undefined ? undefined : findTable(step.before, on.name.text, on.schema?.text);
  if (table === undefined || on === undefined) return isOldObject(step.start, step.before, objectKind, object.name) ? 'by hand' : NOTHING;
  if (!step.start.tables.has(table.id)) return NOTHING;
  if (objectKind === 'table') return [`COMMENT ON TABLE ${qualified(on, quote)} IS ${literal(table.comment)}`];
  const column = columnByName(table, object.name.name.text);
  if (column === undefined || !isOldColumn(step.start, table, column.name)) return NOTHING;
  return [`COMMENT ON COLUMN ${qualified(on, quote)}.${quote(column.name)} IS ${literal(column.comment)}`];
}
