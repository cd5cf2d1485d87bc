import { createHash } from 'node:crypto';
import type { FileChange, Finding } from '../../lint/engine/rule';
import type { Workspace } from './workspace';

/** The result of a run of `lint`, independent of its format. Paths are relative to the current folder. */
export interface Report {
  /** Sorted by file, then position. */
  readonly findings: readonly Reported[];
  /** Files that were checked, sorted. */
  readonly files: readonly string[];
  text(file: string): string;
}

export interface Reported extends Finding {
  /** Unique among the findings, and stable from run to run even when lines above the finding change. */
  readonly fingerprint: string;
}

/** The report about one workspace folder. */
export function reportOf(workspace: Workspace, findings: readonly Finding[], files: readonly string[]): Report {
  const { project, shown } = workspace;
  const texts = new Map<string, string>();
  const show = (file: string): string => {
    const path = shown(file);
    texts.set(path, project.text(file) ?? '');
    return path;
  };
  const print = fingerprints((file) => project.text(file) ?? '');
  return {
    findings: findings.map((finding) => ({ ...shownFinding(finding, show), fingerprint: print(finding) })),
    files: files.map(show).sort(),
    text: (file) => texts.get(file) ?? '',
  };
}

export function joinReports(reports: readonly Report[]): Report {
  if (reports.length === 1) return reports[0]!;
  return {
    findings: reports.flatMap(({ findings }) => findings).sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
    files: [...new Set(reports.flatMap(({ files }) => files))].sort(),
    text: (file) => reports.map(({ text }) => text(file)).find((text) => text !== '') ?? '',
  };
}

function shownFinding(finding: Finding, show: (file: string) => string): Finding {
  return {
    ...finding,
    file: show(finding.file),
    related: finding.related.map((related) => ({ ...related, file: show(related.file) })),
    fixes: finding.fixes.map((fix) => ({
      ...fix,
      changes: fix.changes.map((change): FileChange => ({ ...change, file: show(change.file) })),
    })),
  };
}

/** Hashes the rule, the file and the marked text. Findings that share all three are numbered. */
function fingerprints(text: (file: string) => string): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ rule, file, span }) => {
    const words = text(file).slice(span.start, span.end).replace(/\s+/g, ' ');
    const key = [rule, file, words].join('\0');
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash('sha256').update(`${key}\0${count}`).digest('hex').slice(0, 32);
  };
}
