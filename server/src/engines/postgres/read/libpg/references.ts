import type { Node, SelectStmt } from 'libpg-query';
import type { QueryShape } from '../../../../sql/change';
import { isBuiltin } from '../../types/builtins';
import { node, strings } from './tree';

export interface References {
  /** Columns that the query names anywhere outside its nested queries. */
  readonly columns: NonNullable<QueryShape['references']>;
  /** Functions that it calls which the database does not bring itself. */
  readonly calls: readonly string[];
  /** Queries nested in its expressions; those of FROM and WITH are not among them. */
  readonly nested: readonly SelectStmt[];
}

/** What the expressions of one query level read. */
export function references(select: SelectStmt): References {
  const columns = new Map<string, References['columns'][number]>();
  const nested: SelectStmt[] = [];
  const calls = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const query = node(node(value as Node, 'SubLink')?.subselect, 'SelectStmt');
    if (query !== undefined) nested.push(query);
    const fields = node(value as Node, 'ColumnRef')?.fields;
    const names = strings(fields);
    if (fields !== undefined && names.length === fields.length) {
      const [column = '', qualifier] = [...names].reverse();
      columns.set(names.join('.'), { column, ...(qualifier === undefined ? {} : { qualifier }) });
    }
    const called = strings(node(value as Node, 'FuncCall')?.funcname);
    if (called.length > 0 && !isBuiltin(called.at(-1)!)) calls.add(called.join('.'));
    for (const [key, child] of Object.entries(value)) if (key !== 'SelectStmt') visit(child);
  };
  const { withClause: _, larg: _left, rarg: _right, ...level } = select;
  visit(level);
  return { columns: [...columns.values()], calls: [...calls], nested };
}
