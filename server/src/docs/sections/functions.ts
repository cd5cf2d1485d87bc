import type { Routine } from '../../schema/model/routine';
import { displayName, listRoutines, shortTypeText } from '../../schema/queries';
import { blocks, cellText, codeSpan, table } from '../markdown';
import { type Page, placeLink } from '../page';

/** Functions, procedures and aggregates. */
export function functionsSection(page: Page): string {
  const rows = listRoutines(page.schema).map((routine) => [
    signature(page, routine),
    routine.kind === 'function' ? '' : routine.kind,
    routine.language,
    routine.securityDefiner ? "the owner's rights" : '',
    placeLink(page, routine.created),
    cellText(routine.comment ?? ''),
  ]);
  return blocks('## Functions', table(['Function', 'Kind', 'Language', 'Runs with', 'Created in', 'Description'], rows));
}

function signature({ schema }: Page, routine: Routine): string {
  return codeSpan(`${displayName(schema, routine)}(${routine.argumentTypes.map((type) => shortTypeText(schema, type)).join(', ')})`);
}
