import type { Span } from '../../../text/span';
import { endsStatement, isBlankOrComment, type Line, trimmed } from '../../layout/lines';
import type { LayoutProblem } from '../../unit';
import { annotationOf } from './annotation';

type Found = Pick<LayoutProblem, 'span' | 'message'>;

const CUT =
  'goose cuts the statement at this semicolon. Put “-- +goose StatementBegin” before the statement and “-- +goose StatementEnd” behind it.';

/**
 * What goose cannot cut into statements. It ends a statement at a line that ends with a semicolon, whatever the line is part
 * of, except between StatementBegin and StatementEnd, where nothing is cut. Of the cuts in one function body the first is told.
 */
export function gooseStatements(lines: readonly Line[]): readonly Found[] {
  const problems: Found[] = [];
  let block: Line | undefined;
  let pending: Line[] = [];
  let wasCut = false;
  for (const line of lines) {
    const command = annotationOf(line)?.command;
    if (command === 'StatementBegin') {
      if (block !== undefined) problems.push({ span: trimmed(line), message: 'goose refuses a StatementBegin within another one.' });
      block = line;
    } else if (command === 'StatementEnd') {
      if (block === undefined) problems.push({ span: trimmed(line), message: 'goose refuses a StatementEnd without a StatementBegin.' });
      block = undefined;
      pending = [];
      wasCut = false;
    } else if (command === undefined && block === undefined && (pending.length > 0 || !isBlankOrComment(line.text))) {
      pending.push(line);
      if (!endsStatement(line.text)) continue;
      const isCut = hasOpenDollarQuote(pending.map(({ text }) => text).join('\n'));
      if (isCut && !wasCut) problems.push({ span: trimmed(line), message: CUT });
      wasCut = isCut;
      if (!isCut) pending = [];
    }
  }
  if (block !== undefined) problems.push({ span: trimmed(block), message: 'goose refuses a StatementBegin without a StatementEnd.' });
  return [...problems, ...unfinished(pending)];
}

function unfinished(pending: readonly Line[]): readonly Found[] {
  const last = pending.filter(({ text }) => !isBlankOrComment(text)).at(-1);
  if (last === undefined) return [];
  const span: Span = trimmed(last);
  return [{ span, message: 'goose refuses a section whose last statement does not end with a semicolon at the end of a line.' }];
}

/** Is a dollar quote open at the end of the text? Quotes of another tag within an open one are text. */
export function hasOpenDollarQuote(text: string): boolean {
  let open: string | undefined;
  for (const [tag] of text.matchAll(/\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/g)) {
    if (open === undefined) open = tag;
    else if (open === tag) open = undefined;
  }
  return open !== undefined;
}
