import type { Severity } from '../../../lint/engine/rule';
import rules from '../../../lint/rules/index';
import { regions } from '../position';
import type { Report } from '../report';

const categoryOf: ReadonlyMap<string, string> = new Map(rules.map(({ id, category }) => [id, category]));

/** Our own format, documented in `migration-lens help lint`. Additions must be new keys. */
export function json({ findings, files, text }: Report): string {
  const region = regions(text);
  const count = (wanted: Severity): number => findings.filter(({ severity }) => severity === wanted).length;
  const report = {
    findings: findings.map(({ rule, severity, file, span, message, fingerprint, related, fixes }) => ({
      rule,
      category: categoryOf.get(rule),
      severity,
      file,
      ...region(file, span),
      message,
      fingerprint,
      related: related.map((one) => ({ file: one.file, ...region(one.file, one.span), message: one.message })),
      fixes: fixes.map(({ title, safety }) => ({ title, safety })),
    })),
    summary: {
      files: files.length,
      error: count('error'),
      warning: count('warning'),
      information: count('information'),
      hint: count('hint'),
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
