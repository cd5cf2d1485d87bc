import type { Check, Constraint, ForeignKey } from '../../../schema/model/constraint';
import type { Table } from '../../../schema/model/table';
import type { Index } from '../../../schema/model/tableIndex';
import type { View } from '../../../schema/model/view';
import { columnNames, compare } from '../../../schema/queries';
import type { Writer } from './writer';

/** Primary keys, unique constraints and checks. */
export function keyStatements(write: Writer, table: Table): readonly string[] {
  if (write.isOmitted(table)) return [];
  return named(table.constraints).flatMap((constraint) => keyStatement(write, table, constraint));
}

function keyStatement(write: Writer, table: Table, constraint: Constraint): readonly string[] {
  const { quote, qualified } = write;
  switch (constraint.kind) {
    case 'foreign key':
      return [];
    case 'exclusion':
      return [
        write.omit(
          constraint,
          `exclusion constraint ${constraint.name} of ${qualified(table)}: its operators are only known to the migrations.`,
        ),
      ];
    case 'check':
      return [checkStatement(write, table, constraint)];
    default: {
      if (write.lacks(table, constraint.columns)) return [lacking(write, table, constraint)];
      const index = table.indexes.find(({ id }) => id === constraint.index);
      const word = constraint.kind === 'unique' ? `UNIQUE${index?.nullsNotDistinct === true ? ' NULLS NOT DISTINCT' : ''}` : 'PRIMARY KEY';
      const columns = columnNames(table, constraint.columns).map(quote).join(', ');
      return [added(write, table, constraint, `${word} (${columns})${includeClause(write, table, index)}`)];
    }
  }
}

function checkStatement(write: Writer, table: Table, check: Check): string {
  if (write.lacks(table, check.columns)) return lacking(write, table, check);
  const reason = write.obstacle(check.expression, columnNames(table, check.columns));
  if (reason !== undefined)
    return write.omit(check, `check ${check.name} of ${write.qualified(table)}, ${check.expression.text}: ${reason}.`);
  return added(write, table, check, `CHECK (${check.expression.text})${check.noInherit ? ' NO INHERIT' : ''}${unchecked(check)}`);
}

function added({ quote, qualified }: Writer, table: Table, { name }: { readonly name: string }, clause: string): string {
  return `ALTER TABLE ${qualified(table)} ADD CONSTRAINT ${quote(name)} ${clause};`;
}

export function foreignKeyStatements(write: Writer, table: Table): readonly string[] {
  if (write.isOmitted(table)) return [];
  return named(table.constraints).flatMap((constraint) =>
    constraint.kind === 'foreign key' ? foreignKeyStatement(write, table, constraint) : [],
  );
}

function foreignKeyStatement(write: Writer, table: Table, key: ForeignKey): string {
  const { schema, quote, qualified } = write;
  const { target } = key;
  if (write.lacks(table, key.columns)) return lacking(write, table, key);
  const referenced = target.kind === 'table' ? schema.tables.get(target.table) : undefined;
  if (target.kind === 'unresolved' || referenced === undefined || write.isOmitted(referenced))
    return write.omit(key, `foreign key ${key.name} of ${qualified(table)}: the table that it refers to is only known to the migrations.`);
  const list = (names: readonly string[]): string => `(${names.map(quote).join(', ')})`;
  const clauses = [
    `FOREIGN KEY ${list(columnNames(table, key.columns))} REFERENCES ${qualified(referenced)} ${list(columnNames(referenced, target.columns))}`,
    ...(key.onUpdate === 'NO ACTION' ? [] : [`ON UPDATE ${key.onUpdate}`]),
    ...(key.onDelete === 'NO ACTION' ? [] : [`ON DELETE ${key.onDelete}`]),
    ...(key.deferrable ? ['DEFERRABLE'] : []),
    ...(key.initiallyDeferred ? ['INITIALLY DEFERRED'] : []),
  ];
  return added(write, table, key, `${clauses.join(' ')}${unchecked(key)}`);
}

function unchecked({ validated, enforced }: Check | ForeignKey): string {
  return !enforced ? ' NOT ENFORCED' : validated ? '' : ' NOT VALID';
}

/** Indexes that do not come with a constraint. */
export function indexStatements(write: Writer, owner: Table | View): readonly string[] {
  if (write.isOmitted(owner)) return [];
  return named(owner.indexes).flatMap((index) => (index.constraint === undefined ? indexStatement(write, owner, index) : []));
}

function indexStatement(write: Writer, owner: Table | View, index: Index): string {
  const { quote, qualified, obstacle } = write;
  const nameOf = (number: number): string => owner.columns.find((column) => column.number === number)?.name ?? '';
  const expressions = [
    ...index.keys.flatMap((key) => (key.column === undefined ? { expression: key.expression, columns: key.columns } : [])),
    ...(index.predicate === undefined ? [] : [{ expression: index.predicate, columns: index.predicate.columns }]),
  ];
  const numbers = [...index.keys.flatMap(({ column }) => column ?? []), ...index.include, ...expressions.flatMap(({ columns }) => columns)];
  if (write.lacks(owner, numbers)) return lacking(write, owner, index);
  for (const { expression, columns } of expressions) {
    const reason = obstacle(expression, columns.map(nameOf));
    if (reason !== undefined) return write.omit(index, `index ${index.name} of ${qualified(owner)} on ${expression.text}: ${reason}.`);
  }
  const keys = index.keys.map((key) => {
    const order = key.descending ? ` DESC${key.nullsFirst ? '' : ' NULLS LAST'}` : key.nullsFirst ? ' NULLS FIRST' : '';
    const operatorClass = key.operatorClass === undefined ? '' : ` ${key.operatorClass.split('.').map(quote).join('.')}`;
    return (key.column === undefined ? parenthesized(key.expression.text) : quote(nameOf(key.column))) + operatorClass + order;
  });
  const head = `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quote(index.name)} ON ${qualified(owner)} USING ${index.method} (${keys.join(', ')})`;
  const nulls = index.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
  const where = index.predicate === undefined ? '' : ` WHERE ${index.predicate.text}`;
  return `${head}${includeClause(write, owner, index)}${nulls}${where};`;
}

function lacking(write: Writer, owner: Table | View, object: Constraint | Index): string {
  const kind = 'kind' in object ? object.kind : 'index';
  return write.omit(object, `${kind} ${object.name} of ${write.qualified(owner)}: a column of it is left out.`);
}

function includeClause({ quote }: Writer, owner: Table | View, index: Index | undefined): string {
  const names = (index?.include ?? []).flatMap((number) => owner.columns.find((column) => column.number === number)?.name ?? []);
  return names.length === 0 ? '' : ` INCLUDE (${names.map(quote).join(', ')})`;
}

/** An expression as a key of an index: in parentheses, unless it is a call or has them already (manual, CREATE INDEX). */
function parenthesized(expression: string): string {
  return /^[\w.]+\([^()]*\)$/.test(expression) || isInParentheses(expression) ? expression : `(${expression})`;
}

/** True when the last character closes the parenthesis that the first one opens. Parentheses inside quotes do not count. */
function isInParentheses(expression: string): boolean {
  const bare = expression.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, (quoted) => '_'.repeat(quoted.length));
  let depth = 0;
  for (const [i, character] of [...bare].entries()) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (depth === 0) return i > 0 && i === [...bare].length - 1;
  }
  return false;
}

function named<T extends { readonly name: string }>(objects: readonly T[]): readonly T[] {
  return [...objects].sort((a, b) => compare(a.name, b.name));
}
