import type { History } from '../migrations/replay/step';
import type { Lexer } from '../sql/dialect';
import type { Span } from '../text/span';

/** A foldable range. Its first line stays visible. */
export interface Fold {
  readonly kind: 'region' | 'comment';
  /** Offsets in the file. The first and the last line both belong to the fold. */
  readonly span: Span;
}

/** Statements, up and down sections and comments of more than one line, in the order of the text. */
export function folds(history: History, file: string, text: string): readonly Fold[] {
  const parts = history.migrations.flatMap(({ up, down }) => [...up, ...down]).filter(({ part }) => part.file === file);
  const sections = parts.flatMap(({ part }): Fold[] =>
    part.marker === undefined ? [] : [{ kind: 'region', span: { start: part.marker.start, end: lastText(text, part.span.end) } }],
  );
  // The editor folds the elements of a changelog by the rules of its language, XML or YAML.
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

/** Offset after the last text before `end`. White space at the end of a section is not folded, so that it keeps sections apart. */
function lastText(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

/** A last line that begins with a closing parenthesis stays visible, as in other languages. */
function beforeClosing(text: string, start: number, end: number): number {
  const lastLine = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
  return lastLine > start && /^[ \t]*\)/.test(text.slice(lastLine, end)) ? lastText(text, lastLine) : end;
}

/** Block comments, and runs of line comments on consecutive lines. */
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
