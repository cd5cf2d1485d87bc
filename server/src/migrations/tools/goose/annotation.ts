import { nearest } from '../../../text/nearest';
import { type Line, trimmed } from '../../layout/lines';
import type { LayoutProblem } from '../../unit';

const KNOWN = ['Up', 'Down', 'StatementBegin', 'StatementEnd', 'NO TRANSACTION', 'ENVSUB ON', 'ENVSUB OFF'] as const;
export type GooseCommand = (typeof KNOWN)[number];

/** An annotation on a line. A misspelt or indented one is read as probably meant, with a problem. */
export interface Annotation {
  readonly command?: GooseCommand;
  readonly problem?: Pick<LayoutProblem, 'span' | 'message'>;
}

/** Undefined when the line is no annotation. goose reads lines and no SQL, so an annotation inside a string counts. */
export function annotationOf(line: Line): Annotation | undefined {
  if (!line.text.includes('+goose') || !line.text.trim().startsWith('--')) return undefined;
  const written = line.text.replaceAll('--', '').replace('+goose', '').trim();
  const command = KNOWN.find((known) => known.toLowerCase() === written.toLowerCase());
  const span = trimmed(line);
  if (command !== undefined) {
    return /^[ \t]/.test(line.text)
      ? { command, problem: { span, message: 'goose refuses an annotation that does not begin in the first column.' } }
      : { command };
  }
  const meant = nearest(written, KNOWN);
  const guess = KNOWN.find((known) => known === meant);
  const hint = guess === undefined ? `It knows ${KNOWN.join(', ')}.` : `Did you mean “${guess}”?`;
  const message =
    written === ''
      ? `goose refuses an empty annotation. ${hint}`
      : `goose does not know the annotation “${written}” and refuses the file. ${hint}`;
  return guess === undefined ? { problem: { span, message } } : { command: guess, problem: { span, message } };
}
