import { walk } from './tree';

type Tree = Readonly<Record<string, unknown>>;

/** The declarations of each block of PL/pgSQL. */
export interface Declarations {
  /** The declarations of the next block, in the order in which blocks begin. */
  next(): readonly Declaration[];
}

interface Declaration {
  readonly name: string;
  readonly type: string;
  readonly value?: string;
}

/**
 * The tree does not hold the block of a variable. A declaration stands before the BEGIN of its block, and behind the BEGINs of the blocks
 * before it.
 */
export function declarations(action: Tree, datums: readonly Tree[]): Declarations {
  const blocks: { readonly line: number; readonly declared: Declaration[] }[] = [];
  const counted = new Set<string>();
  walk(action, (tag, { lineno, var: counter }) => {
    if (tag === 'PLpgSQL_stmt_block' && typeof lineno === 'number') blocks.push({ line: lineno, declared: [] });
    // The counter of a FOR loop is declared by the loop.
    const variable = tag === 'PLpgSQL_stmt_fori' ? ((counter as Tree).PLpgSQL_var as Tree) : undefined;
    if (variable !== undefined) counted.add(`${variable.refname} ${variable.lineno}`);
    return true;
  });
  for (const datum of datums) {
    const variable = (datum.PLpgSQL_var ?? datum.PLpgSQL_rec) as Tree | undefined;
    // PL/pgSQL keeps the operand of CASE, of any type, in a variable that it declares as integer.
    const isImplied = String(variable?.refname).startsWith('__Case__');
    if (variable === undefined || isImplied || counted.has(`${variable.refname} ${variable.lineno}`)) continue;
    // Of two blocks on one line, the second variable with a name belongs to the inner one.
    blocks
      .filter(({ line, declared }) => line >= Number(variable.lineno) && declared.every(({ name }) => name !== variable.refname))
      .sort((a, b) => a.line - b.line)[0]
      ?.declared.push(declaration(variable));
  }
  let at = 0;
  return { next: () => blocks[at++]?.declared ?? [] };
}

function declaration({ refname, datatype, default_val }: Tree): Declaration {
  const type = ((datatype as Tree | undefined)?.PLpgSQL_type as { readonly typname?: string } | undefined)?.typname ?? '';
  const value = ((default_val as Tree | undefined)?.PLpgSQL_expr as { readonly query?: string } | undefined)?.query;
  return { name: String(refname), type: type.replace(/^pg_catalog\./, ''), ...(value === undefined ? {} : { value }) };
}
