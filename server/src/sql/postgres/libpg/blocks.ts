import type { Node } from 'libpg-query';
import type { BlockStep, Branch } from '../../block';
import type { Change } from '../../change';
import { cursor } from '../cursor';
import { lowerCondition } from './conditions';
import { constantText } from './expressions';
import { node, nodes } from './tree';

/** What following a DO block needs of the parser. */
export interface BlockParsers {
  /** PL/pgSQL of a whole DO statement, as libpg_query prints its tree; undefined when it cannot be read. */
  plpgsql(statement: string): unknown;
  /** The changes of one statement; undefined when it cannot be read. */
  changes(sql: string): readonly Change[] | undefined;
  /** The tree of `SELECT expression`. */
  expression(text: string): Node | undefined;
}

type Tree = Readonly<Record<string, unknown>>;

/** The steps of a DO statement; undefined when its language or its syntax is not PL/pgSQL's. */
export function lowerBlock(statement: string, parsers: BlockParsers): readonly BlockStep[] | undefined {
  const parsed = parsers.plpgsql(statement) as
    | { readonly plpgsql_funcs?: readonly { readonly PLpgSQL_function?: { readonly action?: Tree } }[] }
    | undefined;
  const action = parsed?.plpgsql_funcs?.[0]?.PLpgSQL_function?.action;
  return action === undefined ? undefined : steps([action], { statement, parsers });
}

interface Surroundings {
  readonly statement: string;
  readonly parsers: BlockParsers;
}

function steps(trees: readonly Tree[], around: Surroundings): BlockStep[] {
  return trees.flatMap((tree) => {
    const [tag] = Object.keys(tree);
    return tag === undefined ? [] : step(tag, tree[tag] as Tree, around);
  });
}

function step(tag: string, fields: Tree, around: Surroundings): readonly BlockStep[] {
  switch (tag) {
    case 'PLpgSQL_stmt_block': {
      const body = steps(list(fields.body), around);
      const handlers = list((fields.exceptions as Tree | undefined)?.PLpgSQL_exception_block, 'exc_list');
      if (fields.exceptions === undefined) return body;
      const handler = handlers.flatMap((each) => steps(list((each.PLpgSQL_exception as Tree).action), around));
      return [{ kind: 'guarded', body, handler }];
    }
    case 'PLpgSQL_stmt_execsql':
      return sqlSteps(queryOf(fields.sqlstmt), around);
    case 'PLpgSQL_stmt_dynexecute': {
      const text = constantText(around.parsers.expression(queryOf(fields.query)));
      return text === undefined ? [{ kind: 'unknown' }] : sqlSteps(text, around);
    }
    case 'PLpgSQL_stmt_if':
      return ifSteps(fields, around);
    case 'PLpgSQL_stmt_assign':
    case 'PLpgSQL_stmt_raise':
    case 'PLpgSQL_stmt_return':
    case 'PLpgSQL_stmt_getdiag':
    case 'PLpgSQL_stmt_assert':
      return [];
    default:
      // Loops, cursors, calls: what they do as often as nobody knows.
      return mayChange(JSON.stringify(fields)) ? [{ kind: 'unknown' }] : [];
  }
}

function list(of: unknown, field?: string): readonly Tree[] {
  const value = field === undefined ? of : (of as Tree | undefined)?.[field];
  return Array.isArray(value) ? (value as Tree[]) : [];
}

function queryOf(of: unknown): string {
  return ((of as Tree | undefined)?.PLpgSQL_expr as { readonly query?: string } | undefined)?.query ?? '';
}

function mayChange(text: string): boolean {
  return /\b(create|alter|drop|rename|comment)\b|dynexecute|stmt_perform|stmt_call/i.test(text);
}

/** A statement of the block, its spans moved to where it stands in the DO statement. */
function sqlSteps(sql: string, { statement, parsers }: Surroundings): readonly BlockStep[] {
  const changes = parsers.changes(sql);
  if (changes === undefined) return mayChange(sql) ? [{ kind: 'unknown', mayTouch: identifiers(sql) }] : [];
  const at = statement.indexOf(sql);
  return changes.length === 0
    ? []
    : [{ kind: 'statement', changes: changes.map((change) => moved(change, at, statement.length) as Change) }];
}

function identifiers(sql: string): string[] {
  const tokens = cursor(sql);
  return tokens.tokens.flatMap((token, i) =>
    token.kind === 'word' || token.kind === 'quotedIdentifier' ? [tokens.word(i).replace(/^"|"$/g, '')] : [],
  );
}

/** Spans are the only objects that have just a start and an end. A text that is not found as written leaves its spans on the whole statement. */
function moved(value: unknown, by: number, length: number): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item, by, length));
  if (typeof value !== 'object' || value === null) return value;
  const { start, end } = value as { readonly start?: unknown; readonly end?: unknown };
  if (typeof start === 'number' && typeof end === 'number' && Object.keys(value).length === 2)
    return by === -1 ? { start: 0, end: length } : { start: start + by, end: end + by };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item, by, length)]));
}

function ifSteps(fields: Tree, around: Surroundings): readonly BlockStep[] {
  const branch = (cond: unknown, body: unknown): Branch => ({
    condition: lowerCondition(around.parsers.expression(queryOf(cond))),
    body: steps(list(body), around),
  });
  const branches = [
    branch(fields.cond, fields.then_body),
    ...list(fields.elsif_list)
      .map((each) => each.PLpgSQL_if_elsif as Tree)
      .map((each) => branch(each.cond, each.stmts)),
  ];
  const otherwise = steps(list(fields.else_body), around);
  return branches.every(({ body }) => body.length === 0) && otherwise.length === 0 ? [] : [{ kind: 'if', branches, otherwise }];
}

/** The tree of the only output of a query. */
export function firstOutput(tree: Node | undefined): Node | undefined {
  return nodes(node(tree, 'SelectStmt')?.targetList, 'ResTarget')[0]?.val;
}
