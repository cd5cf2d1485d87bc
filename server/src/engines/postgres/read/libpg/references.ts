import type { Node, SelectStmt } from 'libpg-query';
import type { QueryShape } from '../../../../sql/change';
import { isBuiltin } from '../../types/builtins';
import { node, strings, walk } from './tree';

export interface References {
  /** Columns that the query names anywhere outside its nested queries. */
  readonly columns: NonNullable<QueryShape['references']>;
  /** Functions that it calls, without built-in ones. */
  readonly calls: readonly string[];
  /** Queries nested in its expressions, without those of FROM and WITH. */
  readonly nested: readonly SelectStmt[];
}

/** The columns, functions and queries that the expressions of one query level name. */
export function references(select: SelectStmt): References {
  const columns = new Map<string, References['columns'][number]>();
  const nested: SelectStmt[] = [];
  const calls = new Set<string>();
  const { withClause: _, larg: _left, rarg: _right, ...level } = select;
  walk(level, (tag, of) => {
    switch (tag) {
      case 'SelectStmt':
        return false;
      case 'SubLink': {
        const query = node(of.subselect as Node | undefined, 'SelectStmt');
        if (query !== undefined) nested.push(query);
        return true;
      }
      case 'ColumnRef': {
        const fields = (of.fields ?? []) as readonly Node[];
        const names = strings(fields);
        if (names.length > 0 && names.length === fields.length) {
          const [column = '', qualifier] = [...names].reverse();
          columns.set(names.join('.'), { column, ...(qualifier === undefined ? {} : { qualifier }) });
        }
        return true;
      }
      case 'FuncCall': {
        const called = strings(of.funcname as readonly Node[] | undefined);
        if (called.length > 0 && !isBuiltin(called.at(-1)!)) calls.add(called.join('.'));
        return true;
      }
      default:
        return true;
    }
  });
  return { columns: [...columns.values()], calls: [...calls], nested };
}
