import { renderFindings } from '../../../lint/engine/render';
import type { Severity } from '../../../lint/engine/rule';
import type { Report } from '../report';

/** Each finding with the source line that it marks, and a summary at the end. */
export function pretty({ findings, files, text }: Report, { colour }: { readonly colour: boolean }): string {
  if (findings.length === 0) return `No findings in ${counted(files.length, 'file')}.\n`;
  const counts = SEVERITIES.flatMap(([severity, one, many]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : counted(count, one, many);
  });
  const places = new Set(findings.map(({ file }) => file)).size;
  const safe = findings.filter(({ fixes }) => fixes.some(({ safety }) => safety === 'safe')).length;
  const hint = safe === 0 ? '' : ` ${safe === 1 ? 'One' : safe} can be fixed with --fix.`;
  return `${renderFindings(findings, text, { colour })}\n${counts.join(', ')} in ${counted(places, 'file')}.${hint}\n`;
}

const SEVERITIES: readonly (readonly [Severity, string, string])[] = [
  ['error', 'error', 'errors'],
  ['warning', 'warning', 'warnings'],
  ['information', 'note', 'notes'],
  ['hint', 'hint', 'hints'],
];

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
