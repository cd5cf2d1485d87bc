import type { Gap } from '../../schema/model/gap';
import type { Schema } from '../../schema/model/schema';
import { regions, terminalLink } from './position';
import type { Session } from './session';
import type { Workspace } from './workspace';

const REASONS: Readonly<Record<Exclude<Gap['reason'], 'meta-command'>, string>> = {
  'do-block': 'code runs here that only the database could follow',
  'syntax-error': 'the statement cannot be read',
  'not-understood': 'the statement is not understood',
  placeholder: 'a placeholder without a value stands in the statement',
  'code-migration': 'a migration that is no SQL is not executed',
};

/** Prints where the model may be incomplete. Without the note the user would take an incomplete answer for a complete one. */
export function warnOfGaps({ project, shown }: Workspace, schema: Schema, { err }: Session): void {
  if (schema.gaps.length === 0) return;
  const region = regions((file) => project.text(file) ?? '');
  const places = schema.gaps.map(
    ({ origin: { file, statement }, reason }) => `  ${terminalLink(shown(file), region(file, statement))}: ${words(reason, schema)}\n`,
  );
  err(`note: the schema may lack something, because not everything could be followed:\n${[...new Set(places)].join('')}`);
}

function words(reason: Gap['reason'], { engine }: Schema): string {
  return reason === 'meta-command' ? `a ${engine.client} command is not executed` : REASONS[reason];
}
