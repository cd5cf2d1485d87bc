import { isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { Span } from '../../../text/span';
import type { FileContent } from '../../layout/flat';
import { headOf } from '../../layout/lines';
import { isTooDeep } from '../../layout/nesting';
import { rangeOf, scalarParts } from '../../layout/yamlText';
import type { SourceFile } from '../../tool';
import type { Direction, LayoutProblem, Part } from '../../unit';
import { isFields } from './fields';
import { operationSql } from './operations';

/** The content of a file, and the directions that pgroll derives from its operations. */
export interface PgrollFile extends FileContent {
  readonly code: readonly Direction[];
}

/** Reads a file. Its SQL is read in place; other operations are replaced by SQL with the same effect. */
export function readPgrollFile(file: SourceFile): PgrollFile {
  const operations = operationsOf(file);
  const problem = (span: Span, message: string): LayoutProblem => ({ file: file.path, span, message });
  if (operations === undefined)
    return {
      up: [],
      down: [],
      code: ['up'],
      problems: [problem(headOf(file.text), 'pgroll cannot read this file: it has no list of operations.')],
    };
  const written = operations.filter(({ name }) => name === 'sql');
  return {
    up: operations.flatMap((operation) => upParts(file, operation)),
    down: [...written].reverse().flatMap((operation) => sqlParts(file, operation, 'down')),
    code: operations.length > 0 && written.length === 0 ? ['down'] : [],
    problems: operations.flatMap(({ name, span }) =>
      name === 'sql' || operationSql(name, {}) !== undefined ? [] : [problem(span, `pgroll knows no operation “${name}”.`)],
    ),
  };
}

interface Operation {
  readonly name: string;
  readonly span: Span;
  readonly body: YAMLMap | undefined;
  readonly value: unknown;
}

/** Undefined when the file is no YAML or not one of pgroll. */
function operationsOf({ text }: SourceFile): readonly Operation[] | undefined {
  const list = listOf(text);
  return list?.items.flatMap((item): readonly Operation[] => {
    const [pair] = isMap(item) ? item.items : [];
    if (pair === undefined || !isScalar(pair.key)) return [];
    const span = rangeOf(item) ?? { start: 0, end: 0 };
    const end = span.start + text.slice(span.start, span.end).trimEnd().length;
    const body = isMap(pair.value) ? pair.value : undefined;
    return [{ name: String(pair.key.value), span: { start: span.start, end }, body, value: body?.toJSON() }];
  });
}

function listOf(text: string): { readonly items: readonly unknown[] } | undefined {
  if (isTooDeep(text)) return undefined;
  const { contents, errors } = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  const list = errors.length === 0 && isMap(contents) ? contents.get('operations', true) : undefined;
  return isSeq(list as Node | undefined) ? (list as unknown as { readonly items: readonly unknown[] }) : undefined;
}

function upParts(file: SourceFile, operation: Operation): readonly Part[] {
  const { name, span, value } = operation;
  if (name === 'sql') return sqlParts(file, operation, 'up');
  const sql = operationSql(name, isFields(value) ? value : {});
  const part = { direction: 'up', file: file.path, span, transaction: 'on' } as const;
  if (sql === undefined) return [{ ...part, isCode: true }];
  return sql.length === 0 ? [] : [{ ...part, generated: `${sql.join(';\n')};\n` }];
}

function sqlParts(file: SourceFile, { body, span }: Operation, direction: Direction): readonly Part[] {
  const node = body?.get(direction, true);
  return isScalar(node) ? scalarParts(node, span, file, { direction, transaction: 'on' }) : [];
}
