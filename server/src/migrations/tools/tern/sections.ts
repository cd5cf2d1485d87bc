import type { Span } from '../../../text/span';
import type { FileContent } from '../../layout/flat';
import { type FindIncludes, withIncludes } from '../../layout/includes';
import { headOf, isBlankOrComment, linesOf, trimmed } from '../../layout/lines';
import type { SourceFile } from '../../tool';
import type { Direction, LayoutProblem, Part, TransactionMode } from '../../unit';

/** The first occurrence counts, in any place. */
export const SEPARATOR = '---- create above / drop below ----';
export const DISABLE_TX = '---- tern: disable-tx ----';
const MEANT_SEPARATOR = /^[ \t]*-*[ \t]*create\s+above\s*\/?\s*drop\s+below[ \t]*-*[ \t]*\r?$/im;
/** Go's `$` matches before a line feed and at the end of the text only. */
const DISABLED = /(?:^|\n)---- tern: disable-tx ----(?![^\n])/;
const MEANT_DISABLED = /^[ \t]*-+[ \t]*tern[ \t]*:?[ \t]*disable[-_ ]tx\b.*$/im;

/** Cuts a file at its first separator. A file without one is irreversible on purpose. */
export function readTernFile(file: SourceFile, includes: FindIncludes): FileContent {
  const { text } = file;
  const at = text.indexOf(SEPARATOR);
  const upEnd = at === -1 ? text.length : at;
  const down = at === -1 ? undefined : { start: at + SEPARATOR.length, end: text.length };
  const parts = (direction: Direction, span: Span): readonly Part[] => {
    const transaction: TransactionMode = DISABLED.test(text.slice(span.start, span.end)) ? 'off' : 'on';
    return withIncludes(file, { direction, span, transaction }, includes);
  };
  const up = parts('up', { start: 0, end: upEnd });
  const [first, ...rest] = down === undefined ? [] : parts('down', down);
  return {
    up,
    down: first === undefined ? [] : [{ ...first, marker: { start: at, end: at + SEPARATOR.length } }, ...rest],
    problems: ternProblems(text, upEnd, at !== -1).map((each) => ({ file: file.path, ...each })),
  };
}

type Found = Omit<LayoutProblem, 'file'>;

function ternProblems(text: string, upEnd: number, hasSeparator: boolean): readonly Found[] {
  const lines = linesOf(text);
  const problems: Found[] = [];
  if (lines.every((line) => line.start >= upEnd || isBlankOrComment(line.text))) {
    problems.push({ span: headOf(text), message: 'tern refuses a migration without SQL that goes up.' });
  }
  const separator = hasSeparator ? undefined : lines.find((line) => MEANT_SEPARATOR.test(line.text));
  if (separator !== undefined) {
    const message = `tern takes this for a comment, and what follows for a part of the up: it cuts at “${SEPARATOR}”.`;
    problems.push({ span: trimmed(separator), message });
  }
  for (const line of lines) {
    if (!MEANT_DISABLED.test(line.text) || DISABLED.test(text.slice(line.start, line.next))) continue;
    const message =
      line.text === DISABLE_TX
        ? 'tern does not see this line, because it ends with a carriage return.'
        : `tern takes this for a comment: the line has to be “${DISABLE_TX}” and nothing else.`;
    problems.push({ span: trimmed(line), message });
  }
  return problems;
}
