import type { Span } from '../../../../text/span';

/** Finds texts in a statement: each behind the text that was found before it. */
export interface Place {
  readonly whole: Span;
  /** Undefined when the statement does not contain the text as it is. */
  offset(text: string): number | undefined;
  /** The span of the text, or of the whole statement when it does not contain the text as it is. */
  find(text: string): Span;
}

export function place(statement: string): Place {
  const whole = { start: 0, end: statement.length };
  let from = 0;
  const offset = (text: string): number | undefined => {
    const ahead = statement.indexOf(text, from);
    const start = text === '' ? -1 : ahead === -1 ? statement.indexOf(text) : ahead;
    if (start === -1) return undefined;
    from = start + text.length;
    return start;
  };
  return {
    whole,
    offset,
    find(text) {
      const start = offset(text.trim());
      return start === undefined ? whole : { start, end: start + text.trim().length };
    },
  };
}
