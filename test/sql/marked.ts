import assert from 'node:assert/strict';
import type { Span } from '../../server/src/text/span';

export interface Marked {
  readonly text: string;
  /** Spans of the text that stood between `«` and `»`, in the order of the text. */
  readonly spans: readonly Span[];
}

/** Removes the marks `«…»` from a text and returns their spans. */
export function unmark(marked: string): Marked {
  const spans: Span[] = [];
  const open: number[] = [];
  let text = '';
  for (const character of marked) {
    if (character === '«') open.push(text.length);
    else if (character === '»') {
      const start = open.pop();
      assert.notEqual(start, undefined, `» without « in ${marked}`);
      spans.push({ start: start!, end: text.length });
    } else text += character;
  }
  assert.equal(open.length, 0, `« without » in ${marked}`);
  return { text, spans };
}

/** The text with `«…»` around spans that do not overlap. */
export function mark(text: string, spans: readonly Span[]): string {
  let result = '';
  let done = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += `${text.slice(done, start)}«${text.slice(start, end)}»`;
    done = end;
  }
  return result + text.slice(done);
}
