import { regions, terminalLink } from '../position';
import type { Report, Reported } from '../report';

/** JUnit XML: one suite per file, one failed case per finding. A file without findings is one passed case. */
export function junit({ findings, files, text }: Report): string {
  const region = regions(text);
  const all = [...new Set([...files, ...findings.map(({ file }) => file)])].sort();
  const failed = ({ rule, severity, file, span, message }: Reported): string => {
    const place = terminalLink(file, region(file, span));
    const failure = `<failure${attributes({ type: severity, message })}>${escapeXml(`${place}: ${message}`)}</failure>`;
    return `    <testcase${attributes({ name: `${rule} at ${place}`, classname: file })}>${failure}</testcase>`;
  };
  const suites = all.map((file) => {
    const own = findings.filter((finding) => finding.file === file);
    const cases =
      own.length === 0 ? [`    <testcase${attributes({ name: file, classname: file })}/>`] : own.map((finding) => failed(finding));
    const counts = { name: file, tests: String(cases.length), failures: String(own.length), errors: '0' };
    return [`  <testsuite${attributes(counts)}>`, ...cases, '  </testsuite>'].join('\n');
  });
  const tests = String(findings.length + all.filter((file) => !findings.some((finding) => finding.file === file)).length);
  const totals = attributes({ name: 'migration-lens', tests, failures: String(findings.length), errors: '0' });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n${suites.map((suite) => `${suite}\n`).join('')}</testsuites>\n`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;' };

/** XML 1.0 allows neither other control characters nor lone surrogates, not even as references (section 2.2). */
function escapeXml(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD').replace(/[&<>"\n\t]/g, (character) => ENTITIES[character]!);
}
