import type { Span } from '../../../text/span';
import type { FileContent } from '../../layout/flat';
import { isBlankOrComment, type Line, linesOf, trimmed } from '../../layout/lines';
import type { SourceFile } from '../../tool';
import type { Direction, LayoutProblem, Part } from '../../unit';

const UNDO = /^[ \t]*(?:--|\/\/)[ \t]*\/\/[ \t]*@UNDO/;
const MEANT_UNDO = /^[ \t]*(?:--|\/\/)[ \t]*(?:\/\/)?[ \t]*@?UNDO[ \t]*$/i;
const DELIMITER = /^\s*(?:--|\/\/)?\s*(?:\/\/)?\s*@DELIMITER\s+(\S+)/i;

/** Cuts a script at the first `@UNDO`. A script runs in one transaction unless the environment sets auto_commit. */
export function readMybatisScript(file: SourceFile): FileContent {
  const lines = linesOf(file.text);
  const undo = lines.find((line) => UNDO.test(line.text));
  const upEnd = undo?.start ?? file.text.length;
  const [first, ...rest] = undo === undefined ? [] : parts(file, 'down', { start: undo.next, end: file.text.length }, lines);
  return {
    up: parts(file, 'up', { start: 0, end: upEnd }, lines),
    down: first === undefined || undo === undefined ? [] : [{ ...first, marker: trimmed(undo) }, ...rest],
    problems: misspelt(lines, undo).map((each) => ({ file: file.path, ...each })),
  };
}

/**
 * The SQL of one direction. After `@DELIMITER` a statement ends at a line with that delimiter (ScriptRunner). The delimiter is no SQL,
 * so each statement is then a part of its own, without the rest of the line.
 */
function parts(file: SourceFile, direction: Direction, { start, end }: Span, lines: readonly Line[]): readonly Part[] {
  const spans: Span[] = [];
  let delimiter = ';';
  let from = start;
  for (const line of lines) {
    if (line.start < start || line.start >= end) continue;
    const isComment = /^\s*(?:--|\/\/)/.test(line.text);
    if (isComment) delimiter = DELIMITER.exec(line.text)?.[1] ?? delimiter;
    const at = delimiter === ';' || isComment ? -1 : line.text.lastIndexOf(delimiter);
    if (at === -1) continue;
    spans.push({ start: from, end: line.start + at });
    from = line.next;
  }
  if (spans.length === 0 || !isEmpty(file.text.slice(from, end))) spans.push({ start: from, end });
  return spans.map((span) => ({ direction, file: file.path, span, transaction: 'on' }));
}

function isEmpty(sql: string): boolean {
  return linesOf(sql).every(({ text }) => isBlankOrComment(text));
}

function misspelt(lines: readonly Line[], undo: Line | undefined): readonly Omit<LayoutProblem, 'file'>[] {
  const found = undo === undefined ? lines.find(({ text }) => MEANT_UNDO.test(text)) : undefined;
  const message = 'MyBatis Migrations takes this for a comment, and what follows for a part of the up: the marker is “-- //@UNDO”.';
  return found === undefined ? [] : [{ span: trimmed(found), message }];
}
