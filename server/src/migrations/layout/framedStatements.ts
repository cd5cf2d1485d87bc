import type { Span } from '../../text/span';
import type { LayoutProblem } from '../unit';
import { endsStatement, isBlankOrComment, type Line, trimmed } from './lines';

type Found = Pick<LayoutProblem, 'span' | 'message'>;

/** A tool that ends a statement at a line that ends with a semicolon, except between StatementBegin and StatementEnd. */
export interface Framing {
  readonly tool: string;
  /** The prefix of its annotations: `-- +goose`. */
  readonly prefix: string;
  /** The annotation on a line; '' for one of no interest here, undefined without one. */
  annotation(line: Line): string | undefined;
  /** Whether the tool refuses nested frames and an end without a beginning. */
  readonly isStrict: boolean;
}

/**
 * Places where such a tool cuts a statement in two. The tool does not know strings and bodies, so every semicolon at the end of a line
 * counts. Only the first cut in a function body is reported.
 */
export function framedStatements(lines: readonly Line[], { tool, prefix, annotation, isStrict }: Framing): readonly Found[] {
  const problems: Found[] = [];
  let block: Line | undefined;
  let pending: Line[] = [];
  let wasCut = false;
  for (const line of lines) {
    const command = annotation(line);
    if (command === 'StatementBegin') {
      if (block !== undefined && isStrict)
        problems.push({ span: trimmed(line), message: `${tool} refuses a StatementBegin within another one.` });
      block = line;
    } else if (command === 'StatementEnd') {
      if (block === undefined && isStrict)
        problems.push({ span: trimmed(line), message: `${tool} refuses a StatementEnd without a StatementBegin.` });
      block = undefined;
      pending = [];
      wasCut = false;
    } else if (command === undefined && block === undefined && (pending.length > 0 || !isBlankOrComment(line.text))) {
      pending.push(line);
      if (!endsStatement(line.text)) continue;
      const isCut = hasOpenDollarQuote(pending.map(({ text }) => text).join('\n'));
      if (isCut && !wasCut) problems.push({ span: trimmed(line), message: cut(tool, prefix) });
      wasCut = isCut;
      if (!isCut) pending = [];
    }
  }
  if (block !== undefined) problems.push({ span: trimmed(block), message: `${tool} refuses a StatementBegin without a StatementEnd.` });
  return [...problems, ...unfinished(pending, tool)];
}

function cut(tool: string, prefix: string): string {
  return `${tool} cuts the statement at this semicolon. Put “${prefix} StatementBegin” before the statement and “${prefix} StatementEnd” behind it.`;
}

function unfinished(pending: readonly Line[], tool: string): readonly Found[] {
  const last = pending.filter(({ text }) => !isBlankOrComment(text)).at(-1);
  if (last === undefined) return [];
  const span: Span = trimmed(last);
  return [{ span, message: `${tool} refuses a section whose last statement does not end with a semicolon at the end of a line.` }];
}

/** Whether a dollar quote is open at the end of the text. Quotes with another tag inside it are text. */
export function hasOpenDollarQuote(text: string): boolean {
  let open: string | undefined;
  for (const [tag] of text.matchAll(/\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/g)) {
    if (open === undefined) open = tag;
    else if (open === tag) open = undefined;
  }
  return open !== undefined;
}
