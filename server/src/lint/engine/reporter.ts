import type { LocatedStatement } from '../../migrations/unit';
import { shift } from '../../text/span';
import type { Finding, Fix, Reporter, Rule, Severity } from './rule';
import { type LintSettings, severityOf } from './settings';

/** The reports of rules. `quiet`: findings for which another finding speaks. They are not shown, but a comment may suppress them. */
export interface Findings {
  readonly findings: Finding[];
  readonly quiet: Finding[];
}

/** The subject of a report: a root, a migration or a statement. */
export interface ReportTarget {
  /** File of the finding where the report names none. */
  readonly file: string;
  /** The statement, when it is the subject. The places of the finding move with it. */
  readonly located?: LocatedStatement;
  /** True when a fix may edit this file without review. */
  isOwn(file: string): boolean;
  /** False for a fix that would edit text that is not SQL. */
  isPossible(fix: Fix): boolean;
}

/** Turns the reports of a rule into findings. */
export function reporter(rule: Rule, settings: LintSettings, target: ReportTarget, into: Findings): Reporter {
  const severity = severityOf(rule, settings) as Severity;
  return (report) => {
    (report.quiet === true ? into.quiet : into.findings).push(findingOf(rule.id, severity, report, target));
  };
}

/** Places are computed when they are read: a remembered finding outlives edits that move its statement. */
function findingOf(rule: string, severity: Severity, report: Parameters<Reporter>[0], target: ReportTarget): Finding {
  const relative = shift(report.span, -startOf(target));
  return {
    rule,
    severity,
    file: report.file ?? target.file,
    message: report.message,
    get span() {
      return shift(relative, startOf(target));
    },
    get related() {
      return report.related?.() ?? [];
    },
    get fixes() {
      const fixes = report.fixes?.() ?? [];
      return fixes.filter((fix) => target.isPossible(fix)).map((fix) => judged(fix, target));
    },
  };
}

/** Offset that the finding moves with. A generated statement has none: its place is that of an element, and a moved element is another statement. */
function startOf({ located }: ReportTarget): number {
  return located === undefined || located.element !== undefined ? 0 : located.offset;
}

function judged(fix: Fix, target: ReportTarget): Fix {
  if (fix.safety === 'unsafe' || fix.changes.every(({ kind, file }) => kind !== 'edit' || target.isOwn(file))) return fix;
  return { ...fix, safety: 'unsafe' };
}
