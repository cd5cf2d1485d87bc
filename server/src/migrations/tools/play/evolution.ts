import type { Span } from '../../../text/span';
import type { FileContent } from '../../layout/flat';
import { firstSql, headOf, isBlankOrComment, type Line, linesOf, trimmed } from '../../layout/lines';
import { type Opening, sectionsBetween } from '../../layout/parts';
import type { SourceFile } from '../../tool';
import type { Direction, LayoutProblem, Part } from '../../unit';

/** Play trims each line before it looks for a marker (ResourceEvolutionsReader). */
const UPS = /^(?:#|--).*!Ups/;
const DOWNS = /^(?:#|--).*!Downs/;
const MEANT = /^(?:#|--)[\s#-]*!?\s*(?:ups?|downs?)\s*$/i;

/** Cuts a file at its markers. Each statement runs by itself unless the configuration disables it. */
export function readEvolution(file: SourceFile): FileContent {
  const lines = linesOf(file.text);
  const openings = lines.flatMap((line): readonly Opening[] => {
    const text = line.text.trim();
    return UPS.test(text) ? [{ line, direction: 'up' }] : DOWNS.test(text) ? [{ line, direction: 'down' }] : [];
  });
  const parts = sectionsBetween(file.text, openings).map((section): Part => ({ ...section, file: file.path, transaction: 'off' }));
  const going = (wanted: Direction): readonly Part[] => parts.filter(({ direction }) => direction === wanted);
  const nothing: Part = { direction: 'up', file: file.path, span: { start: 0, end: 0 }, transaction: 'off' };
  const problems = [...misplaced(file.text, lines, openings), ...parts.flatMap(({ span }) => cutStatements(file.text, span))];
  return {
    up: going('up').length === 0 ? [nothing] : going('up'),
    down: going('down'),
    problems: problems.map((each) => ({ file: file.path, ...each })),
  };
}

/** SQL escaped for Play: a semicolon within a dollar quote is doubled. */
export function escapedBody(body: string): string {
  let written = '';
  let from = 0;
  for (const { at } of quotedSemicolons(body, { start: 0, end: body.length })) {
    written += `${body.slice(from, at)};;`;
    from = at + 1;
  }
  return written + body.slice(from);
}

type Found = Omit<LayoutProblem, 'file'>;

function misplaced(text: string, lines: readonly Line[], openings: readonly Opening[]): readonly Found[] {
  const first = openings[0];
  if (!openings.some(({ direction }) => direction === 'up'))
    return [{ span: headOf(text), message: 'Play runs nothing of this file: there is no line “-- !Ups”.' }];
  const early = firstSql(text, first!.line.start, (line) => isBlankOrComment(line) || line.trim().startsWith('#'));
  const meant = lines.find((line) => MEANT.test(line.text.trim()) && !UPS.test(line.text.trim()) && !DOWNS.test(line.text.trim()));
  return [
    ...(early === undefined ? [] : [{ span: early, message: 'Play never runs what stands in front of the first marker.' }]),
    ...(meant === undefined
      ? []
      : [{ span: trimmed(meant), message: 'Play takes this for a comment: its markers are “!Ups” and “!Downs”, spelt exactly so.' }]),
  ];
}

/** Play cuts at each single semicolon, which is never meant in a function's body. Only the first one in each body is reported. */
function cutStatements(text: string, span: Span): readonly Found[] {
  const seen = new Set<number>();
  return quotedSemicolons(text, span).flatMap(({ at, quote }) => {
    if (seen.has(quote)) return [];
    seen.add(quote);
    return [
      {
        span: { start: at, end: at + 1 },
        message: 'Play cuts the statement at this semicolon. Within a statement it is written twice: “;;”.',
      },
    ];
  });
}

/** Single semicolons within dollar quotes, each with the offset of its quote. */
function quotedSemicolons(text: string, span: Span): readonly { readonly at: number; readonly quote: number }[] {
  const found: { at: number; quote: number }[] = [];
  let open: { readonly tag: string; readonly at: number } | undefined;
  const tokens = /--[^\n]*|'(?:[^']|'')*'|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|;+/g;
  const inQuote = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|;+/g;
  for (let index = span.start; index < span.end; ) {
    const pattern = open === undefined ? tokens : inQuote;
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (match === null || match.index >= span.end) break;
    index = match.index + match[0].length;
    if (match[0].startsWith('$')) open = open === undefined ? { tag: match[0], at: match.index } : open.tag === match[0] ? undefined : open;
    else if (match[0] === ';' && open !== undefined) found.push({ at: match.index, quote: open.at });
  }
  return found;
}
