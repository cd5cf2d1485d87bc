import type { LocatedStatement } from '../../migrations/unit';
import { shift } from '../../text/span';
import type { Finding, Fix, Reporter, Rule, Severity } from './rule';
import { type LintSettings, severityOf } from './settings';

/** What rules say, and what they would say if it were not said elsewhere. */
export interface Findings {
  readonly findings: Finding[];
  readonly quiet: Finding[];
}

/** What a finding is about. */
export interface Place {
  /** Where it stands if it names no file. */
  readonly file: string;
  /** The statement that it is about, if it is about one: it moves along. */
  readonly located?: LocatedStatement;
  /** May this file be edited without asking? */
  isOwn(file: string): boolean;
  /** Does it edit only what is written there? */
  isPossible(fix: Fix): boolean;
}

/** Takes what a rule reports and makes findings of it. */
export function reporter(rule: Rule, settings: LintSettings, place: Place, into: Findings): Reporter {
  const severity = severityOf(rule, settings) as Severity;
  return (report) => {
    (report.quiet === true ? into.quiet : into.findings).push(findingOf(rule.id, severity, report, place));
  };
}

/** What it says of places is worked out when somebody looks: by then they may have moved. */
function findingOf(rule: string, severity: Severity, report: Parameters<Reporter>[0], place: Place): Finding {
  const relative = shift(report.span, -startOf(place));
  return {
    rule,
    severity,
    file: report.file ?? place.file,
    message: report.message,
    get span() {
      return shift(relative, startOf(place));
    },
    get related() {
      return report.related?.() ?? [];
    },
    get fixes() {
      const fixes = report.fixes?.() ?? [];
      return fixes.filter((fix) => place.isPossible(fix)).map((fix) => judged(fix, place));
    },
  };
}

/** What is generated stands in the place of an element, which does not move with it. */
function startOf({ located }: Place): number {
  return located === undefined || located.element !== undefined ? 0 : located.offset;
}

function judged(fix: Fix, place: Place): Fix {
  if (fix.safety === 'unsafe' || fix.changes.every(({ kind, file }) => kind !== 'edit' || place.isOwn(file))) return fix;
  return { ...fix, safety: 'unsafe' };
}
