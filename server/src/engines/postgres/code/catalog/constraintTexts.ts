import type { Constraint } from '../../../../schema/model/constraint';
import type { Schema } from '../../../../schema/model/schema';
import type { Table } from '../../../../schema/model/table';
import { isView } from '../../../../schema/model/view';
import { columnNames, namespaceName, searched } from '../../../../schema/queries';
import { printIdentifier } from '../../names/print';

/**
 * A constraint as pg_get_constraintdef prints it, except that the expression of a check is returned as written: the server would print it
 * in a form of its own. Undefined when a part of the constraint is not known.
 */
export function constraintText(constraint: Constraint, owner: Table, schema: Schema): string | undefined {
  const listed = (table: Table, numbers: readonly number[]): string => `(${columnNames(table, numbers).map(printIdentifier).join(', ')})`;
  switch (constraint.kind) {
    case 'primary key':
      return `PRIMARY KEY ${listed(owner, constraint.columns)}`;
    case 'unique':
      return `UNIQUE ${listed(owner, constraint.columns)}`;
    case 'check':
      return `CHECK ((${plainNames(constraint.expression.text)}))${constraint.validated ? '' : ' NOT VALID'}`;
    case 'exclusion':
      return undefined;
    case 'foreign key': {
      const target = constraint.target.kind === 'table' ? schema.tables.get(constraint.target.table) : undefined;
      if (target === undefined || constraint.target.kind !== 'table' || isView(target)) return undefined;
      const isFound = searched(schema).some(({ id }) => id === target.namespace);
      const name = `${isFound ? '' : `${printIdentifier(namespaceName(schema, target))}.`}${printIdentifier(target.name)}`;
      const update = constraint.onUpdate === 'NO ACTION' ? '' : ` ON UPDATE ${constraint.onUpdate}`;
      const remove = constraint.onDelete === 'NO ACTION' ? '' : ` ON DELETE ${constraint.onDelete}`;
      return `FOREIGN KEY ${listed(owner, constraint.columns)} REFERENCES ${name}${listed(target, constraint.target.columns)}${update}${remove}`;
    }
  }
}

/** Removes quotes from names that need none, as the server prints them. */
function plainNames(text: string): string {
  return text.replace(/'(?:[^']|'')*'|"((?:[^"]|"")+)"/g, (whole, name: string | undefined) =>
    name === undefined ? whole : printIdentifier(name.replaceAll('""', '"')),
  );
}
