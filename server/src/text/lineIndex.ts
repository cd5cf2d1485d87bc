/** Line and UTF-16 column, both counted from 0, as editors count. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and positions in one text. Lines end at `\n`, `\r\n` or a lone `\r`. */
export interface LineIndex {
  readonly lineCount: number;
  positionAt(offset: number): Position;
  /** The offset of a position, clamped to the text. A column past the end of its line gives the end of that line. */
  offsetAt(position: Position): number;
  /** Offset of the start of the line that contains `offset`. */
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

/** Offset of the line terminator. `next` is the start of the following line, undefined for the last line. */
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
