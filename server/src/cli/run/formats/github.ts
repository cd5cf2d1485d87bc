import type { Severity } from '../../../lint/engine/rule';
import { regions } from '../position';
import type { Report } from '../report';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

/** Workflow commands of GitHub Actions, which become annotations; '' when there are no findings. */
export function github({ findings, text }: Report): string {
  const region = regions(text);
  return findings
    .map(({ rule, severity, file, span, message }) => {
      const { line, column, endLine, endColumn } = region(file, span);
      // GitHub shows columns only for annotations within one line.
      const columns = line === endLine ? { col: column, endColumn } : {};
      const properties = Object.entries({ file, line, endLine, ...columns, title: rule }).map(
        ([name, value]) => `${name}=${escapeProperty(String(value))}`,
      );
      return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(message)}\n`;
    })
    .join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
