import { phrase } from './changes/changeType';
import { defaultOf } from './defaults';
import { identifier, identifiers, type Quoting } from './names';
import { type Element, flagOf, textOf } from './tree';
import { dataType } from './types';

/** A column of a change, with what its `constraints` say. */
export interface Column {
  readonly name: string;
  readonly element: Element;
  readonly constraints: Element | undefined;
}

export function columnsOf(change: Element): readonly Column[] {
  return change.children
    .flatMap((child) => (child.name === 'columns' ? child.children : [child]))
    .filter((child) => child.name === 'column' || child.name === 'addColumn')
    .map((element) => ({
      name: textOf(element, 'name') ?? '',
      element,
      constraints: element.children.find((child) => child.name === 'constraints'),
    }));
}

export function says({ constraints }: Column, constraint: string): boolean {
  return constraints !== undefined && flagOf(constraints, constraint) === true;
}

/** What a constraint is given: its name, the table that it refers to. */
export function detail({ constraints }: Column, name: string): string | undefined {
  return constraints === undefined ? undefined : textOf(constraints, name);
}

/** `CONSTRAINT name`, or nothing when it has no name. */
export function constraintName(name: string | undefined, quoting: Quoting): string | undefined {
  return name === undefined ? undefined : `CONSTRAINT ${identifier(name, quoting)}`;
}

export function notNull(column: Column, quoting: Quoting): string | undefined {
  const isNullable = column.constraints === undefined ? undefined : flagOf(column.constraints, 'nullable');
  return isNullable === false ? phrase(constraintName(detail(column, 'notNullConstraintName'), quoting), 'NOT NULL') : undefined;
}

export function typeOf({ element }: Column): string | undefined {
  const type = textOf(element, 'type');
  return type === undefined ? undefined : dataType(type).sql;
}

export function defaultClause({ element }: Column, quoting: Quoting): string | undefined {
  const value = defaultOf(element, textOf(element, 'type'), quoting);
  return value === undefined || value.startsWith('GENERATED ALWAYS ') ? value : `DEFAULT ${value}`;
}

/** The clause of an identity, as Liquibase writes it since PostgreSQL 10. */
export function identity({ element }: Column): string {
  const start = textOf(element, 'startWith');
  const by = textOf(element, 'incrementBy');
  const options = phrase(
    start !== undefined && start !== '1' && `START WITH ${start}`,
    by !== undefined && by !== '1' && `INCREMENT BY ${by}`,
  );
  return phrase(`GENERATED ${textOf(element, 'generationType') ?? 'BY DEFAULT'} AS IDENTITY`, options !== '' && `(${options})`);
}

/** The table and columns that a column refers to; undefined when it refers to none. */
export function target(column: Column, quoting: Quoting): string | undefined {
  const [, schema, table, columns] = /^(?:([^.(]+)\.)?([^(]+)\(([^)]*)\)$/.exec(detail(column, 'references')?.trim() ?? '') ?? [];
  const to = table ?? detail(column, 'referencedTableName');
  const keys = columns ?? detail(column, 'referencedColumnNames');
  if (to === undefined || keys === undefined) return undefined;
  const inSchema = schema ?? detail(column, 'referencedTableSchemaName');
  const prefix = inSchema === undefined ? '' : `${identifier(inSchema.trim(), quoting)}.`;
  return `${prefix}${identifier(to.trim(), quoting)} (${identifiers(keys, quoting)})`;
}
