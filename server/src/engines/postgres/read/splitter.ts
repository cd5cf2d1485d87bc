import type { Statement, StatementKind } from '../../../sql/statement';
import { isTrivia, type Token } from '../../../sql/token';
import { tokenize } from './lexer';

/**
 * Splits a script into statements at the semicolons that end one, which those in the body of a CREATE RULE or of a BEGIN ATOMIC routine do
 * not. `from` and `to` limit the range; all offsets still count from the start of the text.
 */
export function split(text: string, from = 0, to = text.length): Statement[] {
  const part = from === 0 && to === text.length ? text : text.slice(from, to);
  const tokens = tokenize(part);
  const moved = from === 0 ? tokens : tokens.map((token) => ({ ...token, start: token.start + from, end: token.end + from }));
  const statements: Statement[] = [];
  let extentStart = from;
  let open: Token[] = [];
  let body = bodyWatch(text);

  const close = (end: number, kind: StatementKind, terminated: boolean): void => {
    const first = open[0];
    const last = open.at(-1);
    if (first !== undefined && last !== undefined) {
      const span = { start: first.start, end: last.end };
      statements.push({
        kind,
        span,
        extent: { start: extentStart, end },
        text: text.slice(span.start, span.end),
        terminated,
      });
      extentStart = end;
    }
    open = [];
    body = bodyWatch(text);
  };

  for (const token of moved) {
    if (isTrivia(token)) continue;
    const isSemicolon = token.kind === 'punctuation' && text.charCodeAt(token.start) === 59;
    if (token.kind === 'metaCommand' && open.length > 0 && SENDS.test(text.slice(token.start, token.end))) {
      close(token.start, 'sql', true);
      open.push(token);
      close(token.end, 'metaCommand', true);
    } else if (token.kind === 'copyData' || (token.kind === 'metaCommand' && open.length === 0)) {
      open.push(token);
      close(token.end, token.kind, true);
    } else if (isSemicolon && body.mayEnd()) {
      close(token.end, 'sql', true);
    } else {
      open.push(token);
      body.saw(token);
    }
  }
  close(to, 'sql', false);
  return coverTail(statements, to);
}

/** Commands of psql that end a statement as a semicolon does: `\g` and its variants, `\watch`, `\crosstabview`. */
const SENDS = /^\\(?:g(?:x|set|exec|desc)?|watch|crosstabview)\b/;

/** White space and stray semicolons after the last statement belong to it, so that the extents cover the text. */
function coverTail(statements: Statement[], end: number): Statement[] {
  const last = statements.at(-1);
  if (last !== undefined && last.extent.end < end)
    statements[statements.length - 1] = { ...last, extent: { start: last.extent.start, end } };
  return statements;
}

/** Tells whether a semicolon ends the statement whose tokens it has seen. */
function bodyWatch(text: string): { saw(token: Token): void; mayEnd(): boolean } {
  const head: string[] = [];
  let parentheses = 0;
  let blocks = 0;
  let previous = '';
  const isRule = (): boolean => head[0] === 'create' && (head[1] === 'rule' || head[3] === 'rule');
  const isRoutine = (): boolean => head[0] === 'create' && head.some((word) => word === 'function' || word === 'procedure');
  return {
    saw(token) {
      const first = text.charCodeAt(token.start);
      if (token.kind === 'punctuation') {
        if (first === 40) parentheses++;
        else if (first === 41) parentheses--;
      }
      if (token.kind !== 'word') return;
      const word = text.slice(token.start, token.end).toLowerCase();
      if (head.length < 4) head.push(word);
      if (word === 'atomic' && previous === 'begin' && isRoutine()) blocks++;
      else if (blocks > 0 && word === 'case') blocks++;
      else if (blocks > 0 && word === 'end') blocks--;
      previous = word;
    },
    mayEnd: () => blocks === 0 && !(isRule() && parentheses > 0),
  };
}
