import type { Severity } from '../../../lint/engine/rule';
import { regions } from '../position';
import type { Report } from '../report';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', information: 'minor', hint: 'info' };

/** A code quality report of GitLab. */
export function gitlab({ findings, text }: Report): string {
  const region = regions(text);
  const entries = findings.map(({ rule, severity, file, span, message, fingerprint }) => {
    const { line, endLine } = region(file, span);
    return {
      description: message,
      check_name: rule,
      fingerprint,
      severity: SEVERITIES[severity],
      location: { path: file, lines: { begin: line, end: endLine } },
    };
  });
  return `${JSON.stringify(entries, null, 2)}\n`;
}
