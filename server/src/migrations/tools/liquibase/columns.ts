import { phrase } from './changes/changeType';
import { defaultSql } from './defaults';
import { nameSql, namesSql, type Quoting } from './names';
import { type Element, flagOf, textAttribute } from './tree';
import { typeSql } from './types';

/** A column of a change and its `constraints`. */
export interface ColumnElement {
  readonly name: string;
  readonly element: Element;
  readonly constraints: Element | undefined;
}

export function columnElements(change: Element): readonly ColumnElement[] {
  return change.children
    .flatMap((child) => (child.name === 'columns' ? child.children : [child]))
    .filter((child) => child.name === 'column' || child.name === 'addColumn')
    .map((element) => ({
      name: textAttribute(element, 'name') ?? '',
      element,
      constraints: element.children.find((child) => child.name === 'constraints'),
    }));
}

export function says({ constraints }: ColumnElement, constraint: string): boolean {
  return constraints !== undefined && flagOf(constraints, constraint) === true;
}

/** An attribute of the column's constraints, such as a name or the referenced table. */
export function detail({ constraints }: ColumnElement, name: string): string | undefined {
  return constraints === undefined ? undefined : textAttribute(constraints, name);
}

/** `CONSTRAINT name`; undefined without a name. */
export function constraintName(name: string | undefined, quoting: Quoting): string | undefined {
  return name === undefined ? undefined : `CONSTRAINT ${nameSql(name, quoting)}`;
}

export function notNull(column: ColumnElement, quoting: Quoting): string | undefined {
  const isNullable = column.constraints === undefined ? undefined : flagOf(column.constraints, 'nullable');
  return isNullable === false ? phrase(constraintName(detail(column, 'notNullConstraintName'), quoting), 'NOT NULL') : undefined;
}

export function columnType({ element }: ColumnElement, quoting: Quoting): string | undefined {
  const type = textAttribute(element, 'type');
  return type === undefined ? undefined : typeSql(type, quoting);
}

export function defaultClause({ element }: ColumnElement, quoting: Quoting): string | undefined {
  const value = defaultSql(element, textAttribute(element, 'type'), quoting);
  return value === undefined || value.startsWith('GENERATED ALWAYS ') ? value : `DEFAULT ${value}`;
}

/** The identity clause that Liquibase writes for PostgreSQL 10 and later. */
export function identityClause({ element }: ColumnElement): string {
  const start = textAttribute(element, 'startWith');
  const by = textAttribute(element, 'incrementBy');
  const options = phrase(
    start !== undefined && start !== '1' && `START WITH ${start}`,
    by !== undefined && by !== '1' && `INCREMENT BY ${by}`,
  );
  return phrase(`GENERATED ${textAttribute(element, 'generationType') ?? 'BY DEFAULT'} AS IDENTITY`, options !== '' && `(${options})`);
}

/** The referenced table and columns of a column; undefined without a reference. */
export function target(column: ColumnElement, quoting: Quoting): string | undefined {
  const [, schema, table, columns] = /^(?:([^.(]+)\.)?([^(]+)\(([^)]*)\)$/.exec(detail(column, 'references')?.trim() ?? '') ?? [];
  const to = table ?? detail(column, 'referencedTableName');
  const keys = columns ?? detail(column, 'referencedColumnNames');
  if (to === undefined || keys === undefined) return undefined;
  const inSchema = schema ?? detail(column, 'referencedTableSchemaName');
  const prefix = inSchema === undefined ? '' : `${nameSql(inSchema.trim(), quoting)}.`;
  return `${prefix}${nameSql(to.trim(), quoting)} (${namesSql(keys, quoting)})`;
}
