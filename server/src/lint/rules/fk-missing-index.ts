import type { ForeignKey } from '../../schema/model/constraint';
import type { Schema } from '../../schema/model/schema';
import type { Table } from '../../schema/model/table';
import { columnNames, displayName, findTable, foreignKeys, isCovered } from '../../schema/queries';
import type { AddForeignKey } from '../../sql/change';
import { dedent } from '../../text/dedent';
import type { StepContext } from '../engine/context';
import { defineRule } from '../engine/rule';
import { ADDS_INDEX, mayHaveAdded } from '../facts/doubt';
import { indexFixes } from '../fixes/indexFix';

export default defineRule({
  id: 'fk-missing-index',
  category: 'indexing',
  severity: 'warning',
  engines: ['postgresql'],
  since: '0.1.0',
  summary: 'A foreign key has no index that starts with its columns.',
  why: 'PostgreSQL indexes the column that a foreign key points at, but not the column that points. Each time a row of the referenced table is deleted, or its key is changed, the referencing table has to be searched for rows that still point at it, and without an index that starts with these columns PostgreSQL mostly reads the whole of it; joins along the relationship suffer in the same way. What counts is the schema after the last migration: an index that a later migration adds is enough, and so is a primary key or unique constraint that starts with the columns, in any order. A partial index counts only if its condition is that the column is not null.',
  instead:
    'Create an index that starts with the columns of the foreign key. For a table that has rows already, use `CREATE INDEX CONCURRENTLY` in a migration that runs outside a transaction, so that writes go on while the index is built.',
  options: {},
  fix: 'safe',
  bad: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE orders (
          id bigint PRIMARY KEY,
          «user_id» bigint NOT NULL REFERENCES users (id)
        );
      `,
      fixed: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE orders (
          id bigint PRIMARY KEY,
          user_id bigint NOT NULL REFERENCES users (id)
        );
        CREATE INDEX orders_user_id_idx ON orders (user_id);
      `,
    },
    {
      note: 'The unique constraint starts with the other column.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE memberships (
          team text NOT NULL,
          «user_id» bigint NOT NULL REFERENCES users (id),
          UNIQUE (team, user_id)
        );
      `,
      fixed: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE memberships (
          team text NOT NULL,
          user_id bigint NOT NULL REFERENCES users (id),
          UNIQUE (team, user_id)
        );
        CREATE INDEX memberships_user_id_idx ON memberships (user_id);
      `,
    },
    {
      note: 'The partial index does not hold every row that a delete has to find.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE carts (status text, «user_id» bigint REFERENCES users (id));
        CREATE INDEX open_carts ON carts (user_id) WHERE status = 'open';
      `,
      fixed: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE carts (status text, user_id bigint REFERENCES users (id));
        CREATE INDEX carts_user_id_idx ON carts (user_id);
        CREATE INDEX open_carts ON carts (user_id) WHERE status = 'open';
      `,
    },
  ],
  good: [
    {
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
        CREATE INDEX orders_user_id_placed_idx ON orders (user_id, id);
      `,
    },
    {
      note: 'The primary key starts with the column.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE profiles (user_id bigint PRIMARY KEY REFERENCES users (id), bio text);
      `,
    },
    {
      note: 'A lookup by foreign key never asks for NULL, so this partial index is enough.',
      sql: dedent`
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE posts (id bigint PRIMARY KEY, editor_id bigint REFERENCES users (id));
        CREATE INDEX posts_editor_id_idx ON posts (editor_id) WHERE editor_id IS NOT NULL;
      `,
    },
  ],
  check: {
    addForeignKey(change, step, report) {
      const made = madeBy(change, step);
      if (made === undefined) return;
      const { table, foreignKey, last } = made;
      if (isCovered(last, foreignKey.columns) || isRepeated(last, foreignKey) || mayHaveAdded(step, last.name, ADDS_INDEX)) return;
      const names = columnNames(table, foreignKey.columns);
      const [first, end] = [change.columns[0], change.columns.at(-1)];
      if (first === undefined || end === undefined) return;
      const shown = displayName(step.after, table);
      const of = names.length === 1 ? `\`${shown}.${names[0]}\`` : `\`${shown} (${names.join(', ')})\``;
      const target = targetName(foreignKey, change, step.after);
      const them = names.length === 1 ? 'it' : 'these columns';
      report({
        span: step.at({ start: first.span.start, end: end.span.end }),
        message: `${of} refers to \`${target}\`, but no index of all rows starts with ${them}: deleting a row of \`${target}\` may have to read all of \`${shown}\`. Add an index on \`${shown} (${names.join(', ')})\`.`,
        fixes: () => indexFixes(change, table, names, step),
      });
    },
  },
});

/** Display name of the referenced table; as written where the schema does not have the table. */
function targetName({ target }: ForeignKey, { references }: AddForeignKey, schema: Schema): string {
  const table = target.kind === 'table' ? schema.tables.get(target.table) : undefined;
  if (table !== undefined) return displayName(schema, table);
  return references.schema === undefined ? references.name.text : `${references.schema.text}.${references.name.text}`;
}

/** The foreign key that the change added, if the final schema still has it. Undefined for temporary tables. */
function madeBy(
  change: AddForeignKey,
  step: StepContext<unknown>,
): { readonly table: Table; readonly foreignKey: ForeignKey; readonly last: Table } | undefined {
  const table = findTable(step.after, change.table.name.text, change.table.schema?.text);
  if (table === undefined || table.temporary) return undefined;
  const earlier = new Set(step.before.tables.get(table.id)?.constraints.map(({ id }) => id));
  const made = foreignKeys(table).find(({ id }) => !earlier.has(id));
  const last = step.final.tables.get(table.id);
  const foreignKey = last === undefined ? undefined : foreignKeys(last).find(({ id }) => id === made?.id);
  return last === undefined || foreignKey === undefined ? undefined : { table, foreignKey, last };
}

/** True when an earlier foreign key of the table has the same columns: one index serves both, so only the first is reported. */
function isRepeated(last: Table, foreignKey: ForeignKey): boolean {
  const key = [...foreignKey.columns].sort().join();
  const first = foreignKeys(last).find(({ columns }) => [...columns].sort().join() === key);
  return first?.id !== foreignKey.id;
}
