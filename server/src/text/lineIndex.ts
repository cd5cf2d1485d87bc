/** Zero-based line and UTF-16 column, as editors count. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Line starts of one text. Lines end at `\n`, `\r\n` or a lone `\r`. */
export interface LineIndex {
  readonly lineCount: number;
  positionAt(offset: number): Position;
  /** Clamped to the text; a column past the end of its line means the end of that line. */
  offsetAt(position: Position): number;
  /** Offset where the line that holds `offset` begins. */
  lineStart(offset: number): number;
}

export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  const clamp = (offset: number): number => Math.max(0, Math.min(offset, text.length));
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const at = clamp(offset);
      const line = lineOf(at);
      return { line, character: at - starts[line]! };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      return Math.max(starts[line]!, Math.min(starts[line]! + character, lineEnd(text, starts[line]!, starts[line + 1])));
    },
    lineStart: (offset) => starts[lineOf(clamp(offset))]!,
  };
}

/** Offset of the line end that precedes the next line. */
function lineEnd(text: string, start: number, next: number | undefined): number {
  if (next === undefined) return text.length;
  const isPair = text.charCodeAt(next - 1) === 10 && text.charCodeAt(next - 2) === 13 && next - 2 >= start;
  return next - (isPair ? 2 : 1);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}
