import type { Node, TypeName } from 'libpg-query';
import type { Expression } from '../../../../sql/change';
import type { Source } from '../source';
import { node, strings, walk } from './tree';

/** The expression that tokens [from, to) spell, with the names in its tree. */
export function expression(tree: Node | undefined, source: Source, from: number, to: number): Expression {
  const span = source.spanOf(from, to);
  const columns = new Set<string>();
  const sequences = new Set<string>();
  const functions = new Set<string>();
  const types = new Set<string>();
  walk(tree, (tag, fields) => {
    if (tag === 'ColumnRef') {
      const names = strings(fields.fields as Node[]);
      if (names.length > 0) columns.add(names.at(-1)!);
    } else if (tag === 'FuncCall') {
      const names = strings(fields.funcname as Node[]).filter((name, i, all) => !(i === 0 && all.length > 1 && name === 'pg_catalog'));
      functions.add(names.join('.'));
      if (/^(nextval|currval|setval)$/.test(names.at(-1) ?? '')) for (const name of literals(fields.args)) sequences.add(name);
    } else if (tag === 'TypeCast') {
      const names = strings((fields.typeName as TypeName | undefined)?.names);
      if (names[0] !== 'pg_catalog') types.add(names.join('.'));
    }
  });
  return {
    text: source.text.slice(span.start, span.end),
    span,
    columns: [...columns],
    ...(sequences.size > 0 ? { sequences: [...sequences] } : {}),
    ...(functions.size > 0 ? { functions: [...functions] } : {}),
    ...(types.size > 0 ? { types: [...types] } : {}),
  };
}

function literals(tree: unknown): string[] {
  const found: string[] = [];
  walk(tree, (tag, fields) => {
    const text = tag === 'A_Const' ? (fields as { sval?: { sval?: string } }).sval?.sval : undefined;
    if (text !== undefined) found.push(text);
  });
  return found;
}

/** Text of a constant; undefined for anything else. */
export function constantText(of: Node | undefined): string | undefined {
  const constant = node(of, 'A_Const');
  if (constant === undefined) return undefined;
  return constant.sval?.sval ?? constant.fval?.fval ?? (constant.ival === undefined ? undefined : String(constant.ival.ival ?? 0));
}
