import { postgresOf } from '../../../schema/model/postgresPart';
import type { Column, Table } from '../../../schema/model/table';
import { namespaceName } from '../../../schema/queries';
import type { Writer } from './writer';

/** CREATE TABLE with the columns that the table defines itself. Constraints and indexes follow as statements of their own. */
export function tableStatement(write: Writer, table: Table): string {
  const { schema, qualified, note } = write;
  const { partitionOf, partitionBy, inherits: above } = postgresOf(table);
  const parent = schema.tables.get(partitionOf ?? -1);
  if (parent !== undefined)
    return note(`table ${qualified(table)}: its bounds as a partition of ${qualified(parent)} are only known to the migrations.`);
  if (table.kind === 'foreign table') return note(`foreign table ${qualified(table)}: its server is only known to the migrations.`);
  const notes: string[] = [];
  const columns = table.columns
    .filter(({ postgres }) => postgres?.inherited !== true)
    .flatMap((column) => columnClause(write, table, column, notes));
  const parents = above.flatMap((id) => schema.tables.get(id) ?? []).map(qualified);
  const inherits = parents.length === 0 ? '' : ` INHERITS (${parents.join(', ')})`;
  const partitioned = partitionBy === undefined ? '' : ` PARTITION BY ${partitionBy}`;
  const statement = `CREATE TABLE ${qualified(table)} (${columns.map((column) => `\n  ${column}`).join(',')}${columns.length === 0 ? '' : '\n'})${inherits}${partitioned};`;
  return [
    ...notes,
    statement,
    ...table.columns.flatMap((column) => (column.identity === undefined ? [] : renamedSequence(write, table, column))),
  ].join('\n');
}

function columnClause(write: Writer, table: Table, column: Column, notes: string[]): readonly string[] {
  const { quote, qualified, note, obstacle } = write;
  const place = `${qualified(table)}.${quote(column.name)}`;
  const type = write.type(column.type);
  if (type === undefined) {
    notes.push(note(`column ${place}: its type is only known to the migrations.`));
    return [];
  }
  const clauses = [quote(column.name), type];
  if (column.generated !== undefined) {
    const { kind, expression } = column.generated;
    const reason = obstacle(expression);
    if (reason === undefined) clauses.push(`GENERATED ALWAYS AS (${expression.text}) ${kind.toUpperCase()}`);
    else notes.push(note(`expression of ${place}, ${expression.text}: ${reason}.`));
  } else if (column.identity !== undefined) clauses.push(`GENERATED ${column.identity.toUpperCase()} AS IDENTITY`);
  else if (column.default !== undefined) {
    const reason = obstacle(column.default);
    if (reason === undefined) clauses.push(`DEFAULT ${defaultText(write, column)}`);
    else notes.push(note(`default of ${place}, ${column.default.text}: ${reason}.`));
  }
  if (column.notNull && column.postgres?.notNullInherited !== true) clauses.push(notNullClause(write, table, column));
  return [clauses.join(' ')];
}

/** NOT NULL, with its name where PostgreSQL would choose another one because the table or the column was renamed. */
function notNullClause({ quote, schema }: Writer, table: Table, { name, postgres }: Column): string {
  const notNullName = postgres?.notNullName;
  const isUsual = notNullName === undefined || notNullName === schema.engine.composeName(table.name, [name], 'not_null');
  return isUsual ? 'NOT NULL' : `CONSTRAINT ${quote(notNullName)} NOT NULL`;
}

/**
 * Renames the sequence of an identity column that has another name than a new one would get, because the table or the column was renamed.
 */
function renamedSequence(write: Writer, table: Table, { number, name }: Column): readonly string[] {
  const { schema, qualified, quote } = write;
  const sequence = [...schema.sequences.values()].find(
    ({ ownedBy }) => ownedBy?.identity === true && ownedBy.table === table.id && ownedBy.column === number,
  );
  const usual = schema.engine.composeName(table.name, [name], 'seq');
  if (sequence === undefined || sequence.name === usual) return [];
  return [`ALTER SEQUENCE ${qualified({ namespace: table.namespace, name: usual })} RENAME TO ${quote(sequence.name)};`];
}

/** A default as written, with the current name and schema of the sequence that it draws from. */
function defaultText({ schema, qualified, quote, literal }: Writer, column: Column): string {
  const { text, sequences } = column.default!;
  const sequence = sequences.length === 1 ? schema.sequences.get(sequences[0]!) : undefined;
  const written = /^nextval\s*\(\s*'([^']*)'\s*(?:::\s*(?:pg_catalog\.)?regclass)?\s*\)$/i.exec(text.trim())?.[1];
  if (sequence === undefined || written === undefined) return text;
  const isUnchanged = written === quote(sequence.name) && namespaceName(schema, sequence) === schema.engine.defaultSchema;
  return isUnchanged ? text : `nextval(${literal(qualified(sequence))}::regclass)`;
}
