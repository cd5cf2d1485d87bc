import type { CreateTrigger } from '../../sql/change';
import { putTable, putView } from '../edit';
import { findRoutine } from '../findRoutine';
import type { Schema } from '../model/schema';
import type { Trigger } from '../model/table';
import { isView } from '../model/view';
import type { Context } from './context';
import { mentionedColumns, targetTable, targetView } from './lookup';

/** CREATE TRIGGER. One of the same name is replaced. */
export function applyCreateTrigger(schema: Schema, change: CreateTrigger, context: Context): Schema {
  const owner = targetView(schema, change.table) ?? targetTable(schema, change.table, context);
  if (owner === undefined) return schema;
  const called = change.function;
  const routine = called === undefined ? undefined : findRoutine(schema, called.name.text, called.schema?.text, []);
  const trigger: Trigger = {
    name: change.name.text,
    ...(called === undefined ? {} : { function: called.name.text }),
    ...(routine === undefined ? {} : { routine: routine.id }),
    ...(change.columns === undefined ? {} : { columns: mentionedColumns(owner, change.columns) }),
    description: change.description,
    created: context.at(change.name.span),
  };
  const triggers = [...owner.triggers.filter((other) => other.name !== trigger.name), trigger];
  return isView(owner) ? putView(schema, { ...owner, triggers }) : putTable(schema, { ...owner, triggers });
}
