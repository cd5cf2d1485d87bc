import type { Table } from '../../schema/model/table';
import type { AddForeignKey } from '../../sql/change';
import type { TextEdit } from '../../text/edit';
import type { StepContext } from '../engine/context';
import type { FileChange, Fix } from '../engine/rule';
import { lastMigration } from '../facts/newMigrations';
import { chooseIndexName } from './indexName';
import { insertAfter, insertBefore, keywords } from './insertion';

/**
 * Fixes that create an index for a foreign key. A table that this migration creates is empty, so its index follows the statement.
 * Any other table may be large and in use, so its index is built concurrently where the migration runs outside a transaction.
 */
export function indexFixes(change: AddForeignKey, table: Table, columns: readonly string[], step: StepContext<unknown>): readonly Fix[] {
  const name = chooseIndexName(table, columns, step.final, [step.final, step.after]);
  const plain = createIndex(change, columns, step, name, false);
  if (step.createdInThisMigration(table.id))
    return [{ title: `Create index \`${name}\``, safety: 'safe', changes: [edit(step, insertAfter(textOf(step), step.located, plain))] }];
  const concurrent = createIndex(change, columns, step, name, true);
  if (step.part.transaction === 'off') return [indexed(step, `Create index \`${name}\` concurrently`, concurrent, name, true)];
  const fix = indexed(step, `Create index \`${name}\` (locks the table against writes meanwhile)`, plain, name, false);
  const outside = outsideTransaction(step);
  return outside === undefined
    ? [fix]
    : [
        fix,
        {
          ...indexed(step, `Create index \`${name}\` concurrently, this migration outside a transaction`, concurrent, name, true, outside),
        },
      ];
}

function createIndex(
  change: AddForeignKey,
  columns: readonly string[],
  step: StepContext<unknown>,
  name: string,
  concurrently: boolean,
): string {
  const quote = (identifier: string): string => step.engine.quote(identifier);
  const { table } = change;
  const on = table.schema === undefined ? quote(table.name.text) : `${quote(table.schema.text)}.${quote(table.name.text)}`;
  const like = step.located.statement.text;
  const verb = keywords(concurrently ? 'CREATE INDEX CONCURRENTLY' : 'CREATE INDEX', like);
  return `${verb} ${quote(name)} ${keywords('ON', like)} ${on} (${columns.map(quote).join(', ')})`;
}

/** A fix for a table that may have rows: unsafe, because it may lock the table. It drops the index in the down, if the migration has one. */
function indexed(step: StepContext<unknown>, title: string, sql: string, name: string, concurrently: boolean, more?: TextEdit): Fix {
  const file = step.part.file;
  const edits = [...(more === undefined ? [] : [more]), insertAfter(textOf(step), step.located, sql)];
  const down = dropInDown(step, name, concurrently);
  if (down === undefined) return { title, safety: 'unsafe', changes: [{ kind: 'edit', file, edits }] };
  if (down.file === file) return { title, safety: 'unsafe', changes: [{ kind: 'edit', file, edits: [...edits, down.edit] }] };
  return {
    title,
    safety: 'unsafe',
    changes: [
      { kind: 'edit', file, edits },
      { kind: 'edit', file: down.file, edits: [down.edit] },
    ],
  };
}

/** DROP INDEX before the first statement of the down; undefined unless the migration has exactly one down part, with a statement in it. */
function dropInDown(
  step: StepContext<unknown>,
  name: string,
  concurrently: boolean,
): { readonly file: string; readonly edit: TextEdit } | undefined {
  const [down, second] = step.uncached.replayed.down;
  const first = down?.statements[0]?.located;
  if (down === undefined || first === undefined || second !== undefined) return undefined;
  const verb = concurrently && down.part.transaction === 'off' ? 'DROP INDEX CONCURRENTLY' : 'DROP INDEX';
  const { schema } = step.change.kind === 'addForeignKey' ? step.change.table : {};
  const index = schema === undefined ? step.engine.quote(name) : `${step.engine.quote(schema.text)}.${step.engine.quote(name)}`;
  const sql = `${keywords(verb, first.statement.text)} ${index}`;
  return { file: down.part.file, edit: insertBefore(step.uncached.text(down.part.file), first, sql) };
}

/** The edit that makes the tool run the migration outside a transaction. Undefined for all migrations but the last, because they may have run. */
function outsideTransaction(step: StepContext<unknown>): TextEdit | undefined {
  const { history, migration, tool, lookup } = step.uncached;
  if (lastMigration(history)?.migration !== migration) return undefined;
  const change = tool.disableTransaction?.(migration, lookup);
  return change?.file === step.part.file ? change.edit : undefined;
}

function edit(step: StepContext<unknown>, one: TextEdit): FileChange {
  return { kind: 'edit', file: step.part.file, edits: [one] };
}

function textOf(step: StepContext<unknown>): string {
  return step.uncached.text(step.part.file);
}
