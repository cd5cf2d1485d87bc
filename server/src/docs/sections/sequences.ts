import { displayName } from '../../schema/queries';
import { blocks, cellText, code, table } from '../markdown';
import { listSequences } from '../outline';
import { type Page, placeLink } from '../page';

/** Sequences of their own; those of a column are told about at the column. */
export function sequences(page: Page): string {
  const rows = listSequences(page.schema).map((sequence) => [
    code(displayName(page.schema, sequence)),
    placeLink(page, sequence.created),
    cellText(sequence.comment ?? ''),
  ]);
  return blocks('## Sequences', table(['Sequence', 'Created in', 'Description'], rows));
}
