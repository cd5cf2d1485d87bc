import type { Span } from '../../../../text/span';
import { type Line, linesOf } from '../../../layout/lines';
import { directiveOf, type LineDirective, type Trap, trapOf } from './lines';
import { type Rollback, rollbackBlock } from './rollback';

/** A change set in an SQL file, before its properties are known. */
export interface FormattedChangeSet {
  readonly author: string;
  readonly id: string;
  /** Its `--changeset` line. */
  readonly line: Line;
  readonly comment: string | undefined;
  readonly onFail: string | undefined;
  readonly preconditions: readonly (LineDirective & { kind: 'precondition' })[];
  /** Its SQL without the lines of rollbacks and of `--ignoreLines`. */
  readonly sql: readonly Span[];
  readonly rollbacks: readonly Rollback[];
}

export type FormattedItem =
  | { readonly kind: 'changeSet'; readonly changeSet: FormattedChangeSet }
  | (LineDirective & { readonly kind: 'property' });

export interface FormattedFile {
  readonly items: readonly FormattedItem[];
  readonly problems: readonly Trap[];
}

interface Open {
  readonly author: string;
  readonly id: string;
  readonly line: Line;
  comment?: string;
  onFail?: string | undefined;
  readonly preconditions: (LineDirective & { kind: 'precondition' })[];
  readonly sql: Span[];
  readonly rollbacks: Rollback[];
}

/** Cuts a file at its change sets. A line that Liquibase refuses or ignores is a problem. */
export function readFormatted(text: string): FormattedFile {
  const lines = linesOf(text);
  const items: FormattedItem[] = [];
  const problems: Trap[] = [];
  let open: Open | undefined;
  /** Start of the SQL that is being read. */
  let from = 0;

  const endSql = (end: number): void => {
    if (open !== undefined && text.slice(from, end).trim() !== '') open.sql.push({ start: from, end });
  };
  const endChangeSet = (end: number): void => {
    endSql(end);
    if (open === undefined) return;
    if (open.sql.length === 0) problems.push({ span: { start: open.line.start, end: open.line.end }, message: NO_SQL });
    items.push({ kind: 'changeSet', changeSet: { comment: undefined, onFail: undefined, ...open } });
  };

  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const directive = directiveOf(line);
    const trap = directive === undefined ? trapOf(line) : undefined;
    if (trap !== undefined) problems.push(trap);
    if (directive === undefined) {
      if (open === undefined && isSql(line) && !problems.some(({ message }) => message === EARLY))
        problems.push({ span: line, message: EARLY });
      continue;
    }
    if (directive.kind === 'changeSet') {
      endChangeSet(line.start);
      open = { author: directive.author, id: directive.id, line, preconditions: [], sql: [], rollbacks: [] };
      from = line.next;
    } else if (directive.kind === 'property') items.push(directive);
    else if (directive.kind === 'ignoreLines') {
      endSql(line.start);
      i = lastIgnored(lines, i, directive.count);
      from = lines[i]!.next;
    } else if (open !== undefined) {
      const last = addDirective(open, directive, lines, i, problems, () => endSql(line.start));
      if (last === undefined) continue;
      i = last;
      from = lines[i]!.next;
    }
  }
  endChangeSet(text.length);
  return { items, problems };
}

const NO_SQL = 'Liquibase refuses a change set without SQL.';
const EARLY = 'Liquibase never runs this: it stands in front of the first “--changeset”.';

/** Index of the last line of a directive at which the SQL is cut. */
function addDirective(
  open: Open,
  directive: LineDirective,
  lines: readonly Line[],
  at: number,
  problems: Trap[],
  cut: () => void,
): number | undefined {
  switch (directive.kind) {
    case 'rollback':
      cut();
      open.rollbacks.push({ kind: 'line', span: { start: directive.start, end: lines[at]!.end } });
      return at;
    case 'rollbackBlock': {
      cut();
      const block = rollbackBlock(lines, at);
      open.rollbacks.push(block.rollback);
      problems.push(...block.problems);
      return block.last;
    }
    case 'comment':
      open.comment ??= directive.text;
      return undefined;
    case 'preconditions':
      open.onFail = directive.onFail;
      return undefined;
    case 'precondition':
      open.preconditions.push(directive);
      return undefined;
    default:
      return undefined;
  }
}

/** The last line that `--ignoreLines` leaves out. */
function lastIgnored(lines: readonly Line[], at: number, count: string): number {
  if (/^\d+$/.test(count)) return Math.min(at + Number(count), lines.length - 1);
  const end = lines.findIndex((line, i) => i > at && /^--\s*ignoreLines:end$/i.test(line.text));
  return count.toLowerCase() !== 'start' ? at : end === -1 ? lines.length - 1 : end;
}

/** Block comments are not parsed, so only lines that begin like a statement count as SQL. */
function isSql({ text }: Line): boolean {
  return /^\s*(?:create|alter|drop|insert|update|delete|grant|comment\s+on|set|select|do)\b/i.test(text);
}
