import type { Change, ChangeStep } from '../../../../sql/change';
import type { Formula } from '../../../../sql/code/formula';
import type { Branch, LoopOver } from '../../../../sql/code/steps';
import { declarations } from './declarations';
import { place } from './place';
import {
  type CodeParsers,
  errorCode,
  expressionOf,
  formula,
  formulas,
  label,
  NOWHERE,
  nameOf,
  queryOf,
  type Surrounding,
  type Surroundings,
  selectOf,
  type Tree,
  target,
  treesOf,
  written,
} from './plpgsqlTree';

/*
 * PL/pgSQL as steps. libpg_query prints the tree of a function with its SQL as text and without offsets. A text is therefore located by
 * searching for it behind the text before it.
 */

/** The steps of a statement with PL/pgSQL in it; undefined when it has none or cannot be read. */
export function lowerPlpgsql(statement: string, parsers: CodeParsers): readonly ChangeStep[] | undefined {
  const parsed = parsers.plpgsql(statement) as
    | { readonly plpgsql_funcs?: readonly { readonly PLpgSQL_function?: { readonly action?: Tree; readonly datums?: readonly Tree[] } }[] }
    | undefined;
  const code = parsed?.plpgsql_funcs?.[0]?.PLpgSQL_function;
  if (code?.action === undefined) return undefined;
  const datums = code.datums ?? [];
  return steps([code.action], { parsers, place: place(statement), datums, declarations: declarations(code.action, datums) });
}

function steps(trees: readonly Tree[], around: Surroundings): ChangeStep[] {
  return trees.flatMap((tree) => {
    const [tag] = Object.keys(tree);
    const family = FAMILIES[tag ?? ''];
    if (tag === undefined) return [];
    return family === undefined
      ? [{ kind: 'unread', text: JSON.stringify(tree), span: around.place.whole }]
      : family(tree[tag] as Tree, around);
  });
}

const FAMILIES: Readonly<Record<string, (fields: Tree, around: Surroundings) => readonly ChangeStep[]>> = {
  PLpgSQL_stmt_block: blockSteps,
  PLpgSQL_stmt_execsql: (fields, around) => {
    const sql = queryOf(fields.sqlstmt);
    return around.parsers.steps(sql, {
      ...standing(sql, 0, around),
      into: target(fields.target, around, fields.strict === true),
      isAsked: false,
    });
  },
  PLpgSQL_stmt_perform: callSteps,
  PLpgSQL_stmt_call: callSteps,
  PLpgSQL_stmt_dynexecute: (fields, around) => [
    {
      kind: 'execute',
      text: formula(fields.query, around),
      using: formulas(fields.params, around),
      span: around.place.find(queryOf(fields.query)),
      into: target(fields.target, around, fields.strict === true),
    },
  ],
  PLpgSQL_stmt_if: (fields, around) => [
    {
      kind: 'if',
      branches: [
        branch(fields.cond, fields.then_body, around),
        ...treesOf(fields.elsif_list).map(({ PLpgSQL_if_elsif: each }) => branch((each as Tree).cond, (each as Tree).stmts, around)),
      ],
      otherwise: steps(treesOf(fields.else_body), around),
    },
  ],
  PLpgSQL_stmt_case: caseSteps,
  PLpgSQL_stmt_assign: assignSteps,
  PLpgSQL_stmt_loop: (fields, around) => loop(fields, { kind: 'ever' }, around),
  PLpgSQL_stmt_while: (fields, around) =>
    loop(fields, { kind: 'condition', condition: formula(fields.cond, around), ...written(fields.cond, around) }, around),
  PLpgSQL_stmt_fori: (fields, around) => {
    const [variable = ''] = target(fields.var, around).variables;
    const [from, to] = [formula(fields.lower, around), formula(fields.upper, around)];
    const by: Formula = fields.step === undefined ? { kind: 'constant', value: 1 } : formula(fields.step, around);
    return loop(
      fields,
      { kind: 'range', variable, from, to, by, reverse: fields.reverse === true, ...written(fields.upper, around) },
      around,
    );
  },
  PLpgSQL_stmt_fors: (fields, around) => {
    const query = selectOf(queryOf(fields.query), around);
    return loop(fields, { kind: 'rows', into: target(fields.var, around), query, ...written(fields.query, around) }, around);
  },
  PLpgSQL_stmt_foreach_a: (fields, around) => {
    const variable = nameOf(around.datums[Number(fields.varno)], around);
    return loop(fields, { kind: 'elements', variable, of: formula(fields.expr, around), ...written(fields.expr, around) }, around);
  },
  PLpgSQL_stmt_dynfors: (fields, around) => {
    const query = { kind: 'text', text: formula(fields.query, around), using: formulas(fields.params, around) } as const;
    return loop(fields, { kind: 'rows of text', into: target(fields.var, around), query, ...written(fields.query, around) }, around);
  },
  PLpgSQL_stmt_forc: (fields, around) => {
    // The cursor is a variable that holds its query.
    const cursor = around.datums[Number(fields.curvar)]?.PLpgSQL_var as Tree | undefined;
    const query = selectOf(queryOf(cursor?.cursor_explicit_expr), around);
    return loop(
      fields,
      { kind: 'rows', into: target(fields.var, around), query, ...written(cursor?.cursor_explicit_expr, around) },
      around,
    );
  },
  PLpgSQL_stmt_exit: (fields, around) => [
    {
      kind: 'leave',
      how: fields.is_exit === true ? 'exit' : 'continue',
      ...label(fields),
      ...(fields.cond === undefined ? {} : { when: formula(fields.cond, around) }),
    },
  ],
  PLpgSQL_stmt_return: (fields, around) => {
    // RETURN with a variable.
    if (fields.retvarno !== undefined)
      return [{ kind: 'return', value: { kind: 'name', path: [nameOf(around.datums[Number(fields.retvarno)], around)] } }];
    return [{ kind: 'return', ...(fields.expr === undefined ? {} : { value: formula(fields.expr, around) }) }];
  },
  PLpgSQL_stmt_return_query: (fields, around) => [
    {
      kind: 'return rows',
      rows:
        fields.query === undefined
          ? { kind: 'text', text: formula(fields.dynquery, around), using: formulas(fields.params, around) }
          : { kind: 'query', query: selectOf(queryOf(fields.query), around) },
    },
  ],
  PLpgSQL_stmt_return_next: (fields, around) => {
    const value: Formula | undefined =
      fields.retvarno === undefined
        ? fields.expr === undefined
          ? undefined
          : formula(fields.expr, around)
        : { kind: 'name', path: [nameOf(around.datums[Number(fields.retvarno)], around)] };
    return [{ kind: 'return next', ...(value === undefined ? {} : { value }) }];
  },
  PLpgSQL_stmt_raise: (fields, around) => {
    // ERROR of elog.h: notices and warnings do nothing.
    if (fields.elog_level !== ERROR) return [];
    const message = typeof fields.message === 'string' ? fields.message : '';
    const named = errorCode(fields) ?? (fields.condname as string | undefined);
    const condition = named ?? (message === '' ? undefined : 'raise_exception');
    return [{ kind: 'raise', ...(condition === undefined ? {} : { condition }), message, span: around.place.find(message) }];
  },
  PLpgSQL_stmt_getdiag: (fields, around) => [
    {
      kind: 'fill',
      variables: treesOf(fields.diag_items).map(({ PLpgSQL_diag_item: item }) =>
        nameOf(around.datums[Number((item as Tree).target)], around),
      ),
    },
  ],
  PLpgSQL_stmt_fetch: (fields, around) => [{ kind: 'fill', variables: [...target(fields.target, around).variables, 'found'] }],
  PLpgSQL_stmt_open: () => [],
  PLpgSQL_stmt_close: () => [],
  PLpgSQL_stmt_assert: () => [],
  PLpgSQL_stmt_commit: () => [],
  PLpgSQL_stmt_rollback: () => [],
};

const ERROR = 21;

function blockSteps(fields: Tree, around: Surroundings): readonly ChangeStep[] {
  // PL/pgSQL puts an outer block around the code, which has no line.
  const declared = fields.lineno === undefined ? [] : around.declarations.next();
  const variables = declared.map(({ name, type, value }) => ({
    name,
    type,
    ...(value === undefined ? {} : { value: expressionOf(value, around) }),
  }));
  const body = steps(treesOf(fields.body), around);
  const caught = (fields.exceptions as Tree | undefined)?.PLpgSQL_exception_block as Tree | undefined;
  const handlers = treesOf(caught?.exc_list).map(({ PLpgSQL_exception: handler }) => ({
    conditions: treesOf((handler as Tree).conditions).map(({ PLpgSQL_condition: each }) => String((each as Tree).condname).toLowerCase()),
    body: steps(treesOf((handler as Tree).action), around),
  }));
  return caught === undefined && fields.label === undefined && variables.length === 0
    ? body
    : [{ kind: 'block', ...label(fields), variables, body, handlers }];
}

function callSteps(fields: Tree, around: Surroundings): readonly ChangeStep[] {
  const sql = queryOf(fields.expr);
  // PERFORM is printed as SELECT, so the text is searched for without its verb.
  return around.parsers.steps(sql, { ...standing(sql, /^\s*\w+\s*/.exec(sql)?.[0].length ?? 0, around), into: NOWHERE, isAsked: true });
}

/** The place of a text whose first `skipped` characters are written differently in the code. */
function standing(text: string, skipped: number, { place }: Surroundings): Pick<Surrounding, 'offset' | 'span'> {
  const offset = place.offset(text.slice(skipped));
  if (offset === undefined) return { span: place.whole };
  return { offset: offset - skipped, span: { start: offset, end: offset + text.length - skipped } };
}

function branch(condition: unknown, body: unknown, around: Surroundings): Branch<Change> {
  return { condition: formula(condition, around), ...written(condition, around), body: steps(treesOf(body), around) };
}

/** PL/pgSQL keeps the operand of CASE in a variable that the branches compare. Without ELSE, a CASE without a match is an error. */
function caseSteps(fields: Tree, around: Surroundings): readonly ChangeStep[] {
  const value: readonly ChangeStep[] =
    fields.t_expr === undefined
      ? []
      : [{ kind: 'assign', variable: nameOf(around.datums[Number(fields.t_varno)], around), value: formula(fields.t_expr, around) }];
  const branches = treesOf(fields.case_when_list).map(({ PLpgSQL_case_when: each }) =>
    branch((each as Tree).expr, (each as Tree).stmts, around),
  );
  const otherwise: readonly ChangeStep[] =
    fields.have_else === true
      ? steps(treesOf(fields.else_stmts), around)
      : [{ kind: 'raise', condition: 'case_not_found', message: 'case not found', span: around.place.whole }];
  return [...value, { kind: 'if', branches, otherwise }];
}

/** `i := i + 1`, `a[1] := 'x'`, `r.x := 'y'`. */
function assignSteps(fields: Tree, around: Surroundings): readonly ChangeStep[] {
  const variable = nameOf(around.datums[Number(fields.varno)], around);
  const text = queryOf(fields.expr);
  const sign = /^([^:=[]*)(\[[^\]]*\])?[^:=]*(:=|=)/.exec(text);
  if (sign === null) return [{ kind: 'fill', variables: [variable] }];
  const value = expressionOf(text.slice(sign[0].length), around);
  if (sign[2] === undefined) return [{ kind: 'assign', variable, value }];
  return [{ kind: 'assign', variable, index: expressionOf(sign[2].slice(1, -1), around), value }];
}

function loop(fields: Tree, over: LoopOver, around: Surroundings): readonly ChangeStep[] {
  return [{ kind: 'loop', ...label(fields), over, body: steps(treesOf(fields.body), around) }];
}
