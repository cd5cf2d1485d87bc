import type { Dialect, SyntaxProblem } from '../../sql/dialect';
import { isTrivia, type Token } from '../../sql/token';
import { applyEdits, type TextEdit } from '../../text/edit';
import { nearestAll } from '../../text/nearest';
import type { Fix } from '../engine/rule';

/** The probable cause of a syntax error, and the edits that mend it. Offsets count from the start of the statement. */
export interface SyntaxHint {
  readonly message: string;
  readonly title: string;
  readonly safety: Fix['safety'];
  readonly edits: readonly TextEdit[];
}

/** The first common mistake that explains the problem: the statement can be read once it is mended. Undefined: none of them explains it. */
export function syntaxHint(text: string, problem: SyntaxProblem, { tokenize, reader, usualWords }: Dialect): SyntaxHint | undefined {
  const isReadable = (mended: string): boolean => reader.read(mended).problem === undefined;
  const tokens = tokenize(text).filter((token) => !isTrivia(token));
  const index = tokens.findIndex((token) => token.end > problem.start);
  if (index === -1) return undefined;
  const guesses = [
    () => extraComma(text, tokens, index),
    () => missingComma(text, tokens, index),
    () => misspeltWord(text, tokens, index, usualWords),
  ];
  for (const guess of guesses) for (const hint of guess()) if (isReadable(applyEdits(text, hint.edits))) return hint;
  return undefined;
}

function extraComma(text: string, tokens: readonly Token[], index: number): readonly SyntaxHint[] {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (before === undefined || token === undefined || text[before.start] !== ',' || text[token.start] !== ')') return [];
  const edits = [{ span: { start: before.start, end: before.end }, newText: '' }];
  return [{ message: 'Remove the comma before `)`.', title: 'Remove the comma', safety: 'safe', edits }];
}

/** Unsafe: a word may be missing instead. */
function missingComma(text: string, tokens: readonly Token[], index: number): readonly SyntaxHint[] {
  const before = tokens[index - 1];
  const token = tokens[index];
  if (before === undefined || token === undefined || !text.slice(before.end, token.start).includes('\n')) return [];
  const edits = [{ span: { start: before.end, end: before.end }, newText: ',' }];
  return [{ message: 'A comma is missing at the end of the line before.', title: 'Add the comma', safety: 'unsafe', edits }];
}

/** The word at the error or the one before it: a grammar takes a misspelt keyword for a name where a name may stand, and fails at the next word. */
function misspeltWord(text: string, tokens: readonly Token[], index: number, keywords: readonly string[]): readonly SyntaxHint[] {
  return [tokens[index], tokens[index - 1]].flatMap((token) => {
    if (token?.kind !== 'word') return [];
    const written = text.slice(token.start, token.end);
    return nearestAll(written, keywords)
      .slice(0, 3)
      .map((keyword) => {
        const newText = written === written.toLowerCase() ? keyword.toLowerCase() : keyword;
        const edits = [{ span: { start: token.start, end: token.end }, newText }];
        return { message: `Did you mean \`${newText}\`?`, title: `Replace by \`${newText}\``, safety: 'unsafe' as const, edits };
      });
  });
}
