import { displayName } from '../../schema/queries';
import { blocks, cellText, codeSpan, table } from '../markdown';
import { listSequences } from '../outline';
import { type Page, placeLink } from '../page';

/** Standalone sequences. A sequence owned by a column is described at the column. */
export function sequencesSection(page: Page): string {
  const rows = listSequences(page.schema).map((sequence) => [
    codeSpan(displayName(page.schema, sequence)),
    placeLink(page, sequence.created),
    cellText(sequence.comment ?? ''),
  ]);
  return blocks('## Sequences', table(['Sequence', 'Created in', 'Description'], rows));
}
