import type { Node } from 'libpg-query';
import type { Change, ChangeStep } from '../../../../sql/change';
import type { Query } from '../../../../sql/code/formula';
import type { CodeLanguage, Parameter, RoutineCode } from '../../../../sql/code/language';
import { codeShape } from '../../../../sql/shapes/change';
import { withSpans } from '../../../../sql/shapes/spans';
import type { Span } from '../../../../text/span';
import { isBuiltin } from '../../types/builtins';
import { source } from '../source';
import { split } from '../splitter';
import type { Parsers } from './bounded';
import { lowerQuery } from './formulaQueries';
import { lowerFormula } from './formulas';
import { lower } from './lower';
import { lowerPlpgsql } from './plpgsql';
import { type CodeParsers, NOWHERE, type Surrounding } from './plpgsqlTree';
import { items, node, nodes, strings, walk } from './tree';

/** Code in SQL and PL/pgSQL, as DO, EXECUTE and routines run it. */
export function codeLanguage(parsers: Parsers): CodeLanguage {
  const tree = (sql: string): Node | undefined => quietly(() => parsers.sql(sql))?.stmts?.[0]?.stmt;
  const plpgsql = (statement: string): unknown => quietly(() => parsers.plpgsql(statement));
  const within = (blocks: number): CodeParsers => ({
    plpgsql,
    tree,
    steps: (sql, surrounding) =>
      blocks < MOST_BLOCKS ? statementSteps(sql, surrounding, within(blocks + 1)) : [{ kind: 'unread', text: sql, span: surrounding.span }],
  });
  const code = within(0);
  return {
    script: (sql) => scriptSteps(sql, code),
    routine(definition) {
      const statement = node(tree(definition), 'CreateFunctionStmt');
      if (statement === undefined) return undefined;
      const options = nodes(statement.options, 'DefElem');
      const option = (name: string): Node | undefined => options.find(({ defname }) => defname === name)?.arg;
      const language = (node(option('language'), 'String')?.sval ?? 'sql').toLowerCase();
      const body =
        language === 'plpgsql' ? lowerPlpgsql(definition, code) : language === 'sql' ? sqlBody(option('as'), definition, code) : undefined;
      const parameters = nodes(statement.parameters, 'FunctionParameter').map(parameter);
      const returnsRows = statement.returnType?.setof === true || parameters.some(({ mode }) => mode === 'table');
      return body === undefined ? undefined : ({ parameters, body, returnsRows } satisfies RoutineCode);
    },
    query(sql) {
      const select = node(tree(sql), 'SelectStmt');
      return select === undefined ? undefined : lowerQuery(select);
    },
  };
}

/** The most DO blocks within each other. Each is a text of its own, so the depth of a tree does not count them. */
const MOST_BLOCKS = 30;

function quietly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function parameter(of: {
  readonly name?: string;
  readonly mode?: string;
  readonly argType?: { names?: Node[]; arrayBounds?: Node[] };
  readonly defexpr?: Node;
}): Parameter {
  const type = strings(of.argType?.names).at(-1) ?? '';
  return {
    ...(of.name === undefined ? {} : { name: of.name }),
    type: (of.argType?.arrayBounds ?? []).length > 0 ? `${type}[]` : type,
    mode: MODES[of.mode ?? ''] ?? 'in',
    ...(of.defexpr === undefined ? {} : { default: lowerFormula(of.defexpr, lowerQuery) }),
  };
}

const MODES: Readonly<Record<string, Parameter['mode']>> = {
  FUNC_PARAM_OUT: 'out',
  FUNC_PARAM_INOUT: 'inout',
  FUNC_PARAM_VARIADIC: 'variadic',
  FUNC_PARAM_TABLE: 'table',
};

/** The body of a routine in SQL: AS '…', BEGIN ATOMIC … END, or RETURN …. */
function sqlBody(as: Node | undefined, definition: string, code: CodeParsers): readonly ChangeStep[] | undefined {
  const [text] = strings([...items(as)]);
  if (text !== undefined) return scriptSteps(text, code);
  const atomic = /\bbegin\s+atomic\b([\s\S]*)\bend\b/i.exec(definition)?.[1];
  const returned = /\breturn\b([\s\S]*)$/i.exec(definition)?.[1];
  return atomic === undefined ? (returned === undefined ? undefined : scriptSteps(`SELECT ${returned}`, code)) : scriptSteps(atomic, code);
}

function scriptSteps(sql: string, code: CodeParsers): readonly ChangeStep[] | undefined {
  const statements = split(sql);
  const steps = statements.map(({ text, span }) => statementSteps(text, { offset: span.start, span, into: NOWHERE, isAsked: true }, code));
  return steps.some(([step]) => step?.kind === 'unread') ? undefined : steps.flat();
}

/** The steps of one statement. A query becomes a step if it calls routines or assigns variables, or if the code uses its result. */
function statementSteps(sql: string, { offset, span, into, isAsked }: Surrounding, code: CodeParsers): readonly ChangeStep[] {
  const statement = code.tree(sql);
  if (statement === undefined) return [{ kind: 'unread', text: sql, span }];
  const block = node(statement, 'DoStmt') === undefined ? undefined : lowerPlpgsql(sql, code);
  if (block !== undefined) return block;
  const changes = lower(statement, source(sql));
  if (changes.length > 0) {
    const place = (at: Span): Span => (offset === undefined ? span : { start: at.start + offset, end: at.end + offset });
    return [{ kind: 'statement', changes: withSpans(changes, place), into }];
  }
  const query = queryOf(statement);
  if (query !== undefined && (isAsked || into.variables.length > 0 || calledRoutines(statement).length > 0))
    return [{ kind: 'query', query, span, into }];
  return into.variables.length > 0 ? [{ kind: 'fill', variables: into.variables }] : [];
}

/** The query of a statement: a SELECT itself, or for CALL a query that calls the procedure. */
function queryOf(statement: Node): Query | undefined {
  const select = node(statement, 'SelectStmt');
  if (select !== undefined) return lowerQuery(select);
  const call = node(statement, 'CallStmt')?.funccall;
  if (call === undefined) return undefined;
  const output = { kind: 'formula', name: '', formula: lowerFormula({ FuncCall: call }, lowerQuery) } as const;
  return { outputs: [output], sources: [], conditions: [], order: [], distinct: false, unclear: false };
}

/** Names of functions in a SELECT or CALL, other than built-in ones. */
function calledRoutines(statement: Node): readonly string[] {
  if (node(statement, 'SelectStmt') === undefined && node(statement, 'CallStmt') === undefined) return [];
  const names = new Set<string>();
  walk(statement, (tag, fields) => {
    // The call of CALL has no tag of its own.
    const called =
      tag === 'FuncCall'
        ? fields.funcname
        : tag === 'CallStmt'
          ? (fields.funccall as { funcname?: unknown } | undefined)?.funcname
          : undefined;
    const [name = '', schema] = strings(called as Node[] | undefined).reverse();
    if (called === undefined || (isBuiltin(name) && (schema === undefined || schema === 'pg_catalog'))) return;
    names.add(schema === undefined ? name : `${schema}.${name}`);
  });
  return [...names];
}

/** The change of a statement that runs code; undefined for all other statements. */
export function codeChange(statement: Node, text: string, language: CodeLanguage): readonly Change[] | undefined {
  const isBlock = node(statement, 'DoStmt') !== undefined;
  const names = isBlock ? [] : calledRoutines(statement);
  const body = isBlock || names.length > 0 ? language.script(text) : undefined;
  if (
    body === undefined ||
    body.some((step) => step.kind === 'statement' && step.changes.some(({ kind }) => kind !== 'opaque' && !isBlock))
  )
    return undefined;
  if (isBlock) return acts(body) ? [{ kind: 'runBlock', body }] : [];
  return [{ kind: 'callRoutines', names, body }];
}

/** True of code that changes a schema, reads one, or calls functions that may. */
function acts(body: readonly ChangeStep[]): boolean {
  return codeShape.some(body, {
    step: ({ kind }) => (kind === 'statement' || kind === 'execute' || kind === 'raise' || kind === 'unread' ? true : undefined),
    formula: (part) => (part.kind === 'call' && !isBuiltin(part.name) ? true : undefined),
  });
}
