import type { Span } from '../../../text/span';
import { headOf } from '../../layout/lines';
import type { SourceFile } from '../../tool';
import type { LayoutProblem } from '../../unit';

/** Path of the journal below the migrations folder. */
export const JOURNAL = 'meta/_journal.json';

export interface Journal {
  /** Undefined when the journal has none. */
  readonly dialect: string | undefined;
  readonly entries: readonly JournalEntry[];
}

interface JournalEntry {
  readonly tag: string;
  /** Milliseconds since 1970; undefined when it is no number. */
  readonly when: number | undefined;
}

/** Undefined: the text is no journal. Entries without a tag are left out. */
export function readJournal(text: string): Journal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || !Array.isArray(value.entries)) return undefined;
  const entries = value.entries.flatMap((entry: unknown): readonly JournalEntry[] =>
    isRecord(entry) && typeof entry.tag === 'string'
      ? [{ tag: entry.tag, when: typeof entry.when === 'number' ? entry.when : undefined }]
      : [],
  );
  return { dialect: typeof value.dialect === 'string' ? value.dialect : undefined, entries };
}

/**
 * Problems that a run would have. Drizzle stores the time of the last applied migration and then applies only later ones: a migration
 * that is merged late, with an earlier time, is skipped silently.
 */
export function journalProblems(file: SourceFile, journal: Journal, tags: ReadonlySet<string>): readonly LayoutProblem[] {
  const problems: LayoutProblem[] = [];
  const seen = new Set<string>();
  let youngest: JournalEntry | undefined;
  for (const entry of journal.entries) {
    const report = (message: string): number => problems.push({ file: file.path, span: tagSpan(file.text, entry.tag), message });
    if (!tags.has(entry.tag)) report(`Drizzle stops here: there is no ${entry.tag}.sql.`);
    if (seen.has(entry.tag)) report(`Drizzle runs ${entry.tag} twice: the journal lists it twice.`);
    seen.add(entry.tag);
    if (entry.when === undefined) continue;
    if (youngest?.when !== undefined && entry.when <= youngest.when) {
      report(`Drizzle passes over ${entry.tag} wherever ${youngest.tag} has run: its “when” is not later.`);
    } else youngest = entry;
  }
  return problems;
}

function tagSpan(text: string, tag: string): Span {
  const written = JSON.stringify(tag);
  const start = text.indexOf(written);
  return start === -1 ? headOf(text) : { start, end: start + written.length };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
