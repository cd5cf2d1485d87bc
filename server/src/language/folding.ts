import type { History } from '../migrations/replay/step';
import type { Lexer } from '../sql/dialect';
import type { Span } from '../text/span';

/** What can be folded. Its first line stays in sight. */
export interface Fold {
  readonly kind: 'region' | 'comment';
  /** Offsets in the file; both on lines that are part of the fold. */
  readonly span: Span;
}

/** Statements, up and down sections and comments that take several lines, in the order of the text. */
export function folds(history: History, file: string, text: string): readonly Fold[] {
  const parts = history.migrations.flatMap(({ up, down }) => [...up, ...down]).filter(({ part }) => part.file === file);
  const sections = parts.flatMap(({ part }): Fold[] =>
    part.marker === undefined ? [] : [{ kind: 'region', span: { start: part.marker.start, end: lastText(text, part.span.end) } }],
  );
  // The elements of a changelog are folded by the language that it is written in.
  const statements = parts
    .filter(({ part }) => part.generated === undefined)
    .flatMap((part) =>
      part.statements.map(({ located }): Fold => {
        const end = located.offset + located.statement.text.length;
        return { kind: 'region', span: { start: located.offset, end: beforeClosing(text, located.offset, end) } };
      }),
    );
  return [...sections, ...statements, ...comments(text, history.final.engine)]
    .filter(({ span }) => /[\r\n]/.test(text.slice(span.start, span.end)))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

/** White space at the end of a section is not folded away: it keeps sections apart. */
function lastText(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

/** A last line that begins with a closing parenthesis stays in sight, as it does in other languages. */
function beforeClosing(text: string, start: number, end: number): number {
  const lastLine = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
  return lastLine > start && /^[ \t]*\)/.test(text.slice(lastLine, end)) ? lastText(text, lastLine) : end;
}

/** Block comments, and line comments on lines that follow each other. */
function comments(text: string, { tokenize }: Lexer): readonly Fold[] {
  const found: Fold[] = [];
  let run: Span | undefined;
  const close = (): void => {
    if (run !== undefined) found.push({ kind: 'comment', span: run });
    run = undefined;
  };
  for (const token of tokenize(text)) {
    if (token.kind === 'lineComment') {
      const follows = run !== undefined && /^(?:\r\n|\r|\n)[ \t]*$/.test(text.slice(run.end, token.start));
      if (!follows) close();
      run = { start: run?.start ?? token.start, end: token.end };
    } else if (token.kind !== 'whitespace') {
      close();
      if (token.kind === 'blockComment') found.push({ kind: 'comment', span: { start: token.start, end: token.end } });
    }
  }
  close();
  return found;
}
