import type { ReplayedMigration } from '../../migrations/replay/step';
import type { Dialect } from '../../sql/dialect';
import { lineIndex } from '../../text/lineIndex';
import type { Span } from '../../text/span';
import type { Finding, Rule } from '../engine/rule';
import { type LintSettings, severityOf } from '../engine/settings';
import { type Directive, directives } from './directives';
import { type JudgedDirective, UNUSED_SUPPRESSION, unusedFindings } from './unused';

/** The files whose suppressions apply, with the data that tells whether they are used. */
export interface SuppressionScope {
  readonly files: readonly string[];
  readonly replayed: readonly ReplayedMigration[];
  /** Rules that were run. A suppression of any other rule is not reported as unused. */
  readonly active: readonly Rule[];
  readonly settings: LintSettings;
  readonly dialect: Dialect;
  text(file: string): string;
}

/** A directive, the spans that it covers, and those of its names that have suppressed a finding. */
interface Suppression {
  readonly directive: Directive;
  readonly places: readonly Span[];
  readonly used: Set<string>;
}

/**
 * The findings without those that a comment suppresses, and with findings about the comments themselves. A comment that suppresses a
 * quiet finding counts as used.
 */
export function applySuppressions(findings: readonly Finding[], quiet: readonly Finding[], scope: SuppressionScope): readonly Finding[] {
  const byFile = new Map(scope.files.map((file) => [file, suppressionsOf(file, scope)]));
  const kept = findings.filter((finding) => !isSuppressed(finding, byFile.get(finding.file)));
  for (const finding of quiet) isSuppressed(finding, byFile.get(finding.file));
  const rule = scope.active.find(({ id }) => id === UNUSED_SUPPRESSION);
  if (rule === undefined) return kept;
  const severity = severityOf(rule, scope.settings) as Finding['severity'];
  const unused = scope.files.flatMap((file) =>
    unusedFindings({ path: file, text: scope.text(file), severity }, judge(byFile.get(file) ?? [], scope)),
  );
  return [...kept, ...unused.filter((finding) => !isSuppressed(finding, byFile.get(finding.file)))];
}

function isSuppressed(finding: Finding, suppressions: readonly Suppression[] | undefined): boolean {
  let suppressed = false;
  for (const { directive, places, used } of suppressions ?? []) {
    if (!places.some((place) => place.start <= finding.span.start && finding.span.start < place.end)) continue;
    if (!covers(directive, finding.rule)) continue;
    used.add(finding.rule);
    suppressed = true;
  }
  return suppressed;
}

/** `ignore-file` without names covers all rules but the one about suppressions. */
function covers({ word, names }: Directive, rule: string): boolean {
  return names.some(({ text }) => text === rule) || (word.text === 'ignore-file' && names.length === 0 && rule !== UNUSED_SUPPRESSION);
}

/** With a reduced reader nothing is judged as unused: it skips statements in which the full reader might find the suppressed defect. */
function judge(suppressions: readonly Suppression[], { active, dialect }: SuppressionScope): readonly JudgedDirective[] {
  const isFull = dialect.reader.completeness === 'full';
  const judged = new Set(active.map(({ id }) => id).filter((id) => isFull && id !== UNUSED_SUPPRESSION));
  return suppressions.map(({ directive, used }) => ({
    directive,
    unused: directive.names.filter(({ text }) => judged.has(text) && !used.has(text)),
    idle: isFull && directive.word.text === 'ignore-file' && directive.names.length === 0 && used.size === 0,
  }));
}

function suppressionsOf(file: string, scope: SuppressionScope): readonly Suppression[] {
  const text = scope.text(file);
  const found = directives(text, scope.dialect);
  if (found.length === 0) return [];
  const statements = statementsOf(file, scope.replayed);
  return found.map((directive) => ({ directive, places: placesOf(directive, text, statements), used: new Set<string>() }));
}

function statementsOf(file: string, replayed: readonly ReplayedMigration[]): readonly Span[] {
  return replayed
    .flatMap(({ up, down }) => [...up, ...down])
    .flatMap(({ statements }) => statements)
    .filter(({ located }) => located.file === file)
    .map(({ located: { offset, statement } }) => ({ start: offset, end: offset + statement.text.length }));
}

/**
 * A comment covers its own line. A comment on a line of its own also covers the next line of SQL, and the whole statement that begins
 * there. A comment behind SQL also covers the whole statement that begins or ends on its line.
 */
function placesOf(directive: Directive, text: string, statements: readonly Span[]): readonly Span[] {
  const { comment, word, next } = directive;
  if (word.text === 'ignore-file') return directive.atTop ? [{ start: 0, end: text.length + 1 }] : [];
  if (word.text !== 'ignore') return [];
  const lines = lineIndex(text);
  const lineOf = (offset: number): number => lines.positionAt(offset).line;
  const lineSpan = (first: number, last = first): Span => ({
    start: lines.offsetAt({ line: first, character: 0 }),
    end: last + 1 < lines.lineCount ? lines.offsetAt({ line: last + 1, character: 0 }) : text.length + 1,
  });
  const own = lineSpan(lineOf(comment.start), lineOf(comment.end));
  if (!directive.alone) {
    const line = lineOf(comment.start);
    const whole = statements.filter(({ start, end }) => start < comment.start && (lineOf(start) === line || lineOf(end) === line));
    return [own, ...whole.filter(({ start, end }) => lineOf(start) === line || end <= comment.start)];
  }
  const below = lineSpan(lineOf(comment.end) + 1);
  if (next === undefined || hasEmptyLine(text.slice(comment.end, next))) return [own, below];
  return [own, below, lineSpan(lineOf(next)), ...statements.filter(({ start }) => lineOf(start) === lineOf(next))];
}

function hasEmptyLine(between: string): boolean {
  return /\n[^\S\n]*\r?\n/.test(between);
}
