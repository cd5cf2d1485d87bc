import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import type { Span } from '../../text/span';
import type { SourceFile } from '../tool';
import type { Part } from '../unit';

/** A text in a YAML or JSON file. */
export interface ScalarText {
  readonly text: string;
  /** Its place in the file, without quotes, tags and block markers. */
  readonly span: Span;
  /** The file contains the text unescaped, so an offset in the span is an offset in the file. Only the indentation differs. */
  readonly isVerbatim: boolean;
}

/** The text of a YAML scalar; undefined for null and for other nodes. */
export function scalarText(scalar: Scalar, text: string): ScalarText {
  const value = typeof scalar.value === 'string' && !(scalar.type === 'PLAIN' && /^(?:null|~)$/i.test(scalar.value)) ? scalar.value : '';
  const range = rangeOf(scalar) ?? { start: 0, end: 0 };
  const span = contentSpan(scalar, range, text);
  return { text: value, span, isVerbatim: isVerbatim(scalar, text.slice(span.start, span.end), value) };
}

/** Without quotes, and without the line of `|` or `>`. */
function contentSpan({ type }: Scalar, { start, end }: Span, text: string): Span {
  if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') return { start: start + 1, end: Math.max(start + 1, end - 1) };
  if (type !== 'BLOCK_LITERAL' && type !== 'BLOCK_FOLDED') return { start, end };
  const line = text.indexOf('\n', start);
  return { start: line === -1 || line >= end ? end : line + 1, end };
}

function isVerbatim({ type }: Scalar, written: string, value: string): boolean {
  if (type !== 'BLOCK_LITERAL') return written.replace(/\r\n/g, '\n') === value;
  const flush = (lines: string): string => lines.replace(/^[ \t]+/gm, '').trimEnd();
  return flush(written.replace(/\r\n/g, '\n')) === flush(value);
}

/** Undefined for a node without source text. */
export function rangeOf(node: unknown): Span | undefined {
  const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
  return range === undefined || range === null ? undefined : { start: range[0], end: range[1] };
}

/** SQL in a scalar as a part. Escapes make the SQL differ from the file; the part is then generated and stands for the whole element. */
export function scalarParts(
  scalar: Scalar,
  element: Span,
  file: SourceFile,
  { direction, transaction }: Pick<Part, 'direction' | 'transaction'>,
): readonly Part[] {
  const { text, span, isVerbatim } = scalarText(scalar, file.text);
  const end = element.start + file.text.slice(element.start, element.end).trimEnd().length;
  const part = { direction, transaction, file: file.path };
  return [isVerbatim ? { ...part, span } : { ...part, span: { start: element.start, end }, generated: text }];
}
