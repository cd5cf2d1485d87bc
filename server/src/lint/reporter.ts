import type { Finding, Fix, Reporter, Rule, Severity } from './rule';
import { type LintSettings, severityOf } from './settings';

/** What rules say, and what they would say if it were not said elsewhere. */
export interface Findings {
  readonly findings: Finding[];
  readonly quiet: Finding[];
}

interface Place {
  /** Where a finding stands that names no file. */
  readonly file: string;
  /** May this file be edited without asking? */
  isOwn(file: string): boolean;
  /** Does it edit only what is written there? */
  isPossible(fix: Fix): boolean;
}

/** Takes what a rule reports and makes findings of it. */
export function reporter(rule: Rule, settings: LintSettings, place: Place, into: Findings): Reporter {
  const severity = severityOf(rule, settings) as Severity;
  return ({ span, message, file = place.file, related = [], fixes, quiet = false }) => {
    const finding = withFixes({ rule: rule.id, severity, file, span, message, related }, fixes, place);
    (quiet ? into.quiet : into.findings).push(finding);
  };
}

/** Fixes are worked out when somebody looks at them: nobody does while a file is typed in, and there may be a thousand findings. */
function withFixes(
  { rule, severity, file, span, message, related }: Omit<Finding, 'fixes'>,
  fixes: Parameters<Reporter>[0]['fixes'],
  { isOwn, isPossible }: Place,
): Finding {
  let known: readonly Fix[] | undefined;
  return {
    rule,
    severity,
    file,
    span,
    message,
    related,
    get fixes() {
      known ??= (typeof fixes === 'function' ? fixes() : (fixes ?? [])).filter(isPossible).map((fix) => judged(fix, isOwn));
      return known;
    },
  };
}

function judged(fix: Fix, isOwn: (file: string) => boolean): Fix {
  if (fix.safety === 'unsafe' || fix.changes.every(({ kind, file }) => kind !== 'edit' || isOwn(file))) return fix;
  return { ...fix, safety: 'unsafe' };
}
