import { type LineIndex, lineIndex } from '../../text/lineIndex';
import type { Span } from '../../text/span';
import type { Finding, Related, Severity } from './rule';

/** How findings are printed. */
export interface RenderOptions {
  /** Colours for a terminal; by default none. */
  readonly colour?: boolean;
}

/**
 * Findings as text for a terminal: place, severity, message, rule, and the line with carets below the span. An empty line separates
 * two findings; '' when there are none. Lines and columns count from 1.
 */
export function renderFindings(findings: readonly Finding[], text: (file: string) => string, options: RenderOptions = {}): string {
  const paint = options.colour === true ? coloured : plain;
  const sources = new Map<string, Source>();
  const source = (file: string): Source => {
    const known = sources.get(file) ?? { text: text(file), lines: lineIndex(text(file)) };
    sources.set(file, known);
    return known;
  };
  return findings.map((finding) => `${renderFinding(finding, source, paint)}\n`).join('\n');
}

interface Source {
  readonly text: string;
  readonly lines: LineIndex;
}
type Style = Severity | 'dim' | 'bold';
type Paint = (text: string, style: Style) => string;

const plain: Paint = (text) => text;
const CODES: Readonly<Record<Style, string>> = { error: '31', warning: '33', information: '34', hint: '36', dim: '2', bold: '1' };
const coloured: Paint = (text, style) => `\u001b[${CODES[style]}m${text}\u001b[0m`;

function renderFinding(finding: Finding, source: (file: string) => Source, paint: Paint): string {
  const { file, span, severity, rule, message, related, fixes } = finding;
  const place = paint(`${file}:${position(source(file), span)}`, 'bold');
  return [
    `${place}: ${paint(severity, severity)}: ${message} ${paint(`[${rule}]`, 'dim')}`,
    ...excerpt(source(file), span, severity, paint),
    ...related.map((one) => `  ${relatedLine(one, source)}`),
    ...fixes.map(({ title, safety }) => `  ${safety === 'safe' ? 'fix' : 'suggestion'}: ${title}`),
  ].join('\n');
}

function relatedLine({ file, span, message }: Related, source: (file: string) => Source): string {
  return `${file}:${position(source(file), span)}: ${message}`;
}

function position({ lines }: Source, { start }: Span): string {
  const { line, character } = lines.positionAt(start);
  return `${line + 1}:${character + 1}`;
}

/** The most characters of a line that are shown, because a line of a dump may have millions. */
const WIDTH = 160;
const CONTEXT = 60;

/** The first line of the span, or the part of a long line around the span, with at least one caret below the span. */
function excerpt({ text, lines }: Source, span: Span, severity: Severity, paint: Paint): readonly string[] {
  const { line } = lines.positionAt(span.start);
  const start = lines.lineStart(span.start);
  const whole = text.slice(start, lines.offsetAt({ line, character: Number.MAX_SAFE_INTEGER })).replace(/[\r\n]+$/, '');
  const at = span.start - start;
  const from = whole.length <= WIDTH ? 0 : Math.max(0, Math.min(at - CONTEXT, whole.length - WIDTH));
  const to = Math.min(whole.length, from + WIDTH);
  const before = from > 0 ? '…' : '';
  const shown = before + visible(whole.slice(from, to)) + (to < whole.length ? '…' : '');
  const lead = (before + whole.slice(from, at)).replace(/[^\t]/gu, ' ');
  const marked = [...whole.slice(at, Math.max(Math.min(span.end - start, to), at))].length;
  const number = String(line + 1).padStart(4);
  const empty = ' '.repeat(number.length);
  return [
    `${paint(`${number} |`, 'dim')} ${shown}`.trimEnd(),
    `${paint(`${empty} |`, 'dim')} ${lead}${paint('^'.repeat(Math.max(1, marked)), severity)}`,
  ];
}

/** Replaces control characters, which could move the cursor of a terminal or end the text for some programs. */
function visible(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern searches for control characters.
  return line.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '\ufffd');
}
