import type { Table } from '../../schema/model/table';
import { blocks, cellText, codeSpan, table as markdownTable } from '../markdown';

/** CHECK constraints of a table; '' when it has none. */
export function checks(table: Table): string {
  const rows = table.constraints.flatMap((constraint) =>
    constraint.kind === 'check'
      ? [
          [
            codeSpan(constraint.name),
            codeSpan(constraint.expression.text),
            constraint.validated ? '' : 'new rows only',
            cellText(constraint.comment ?? ''),
          ],
        ]
      : [],
  );
  return rows.length === 0 ? '' : blocks('**Checks**', markdownTable(['Check', 'Condition', 'Holds for', 'Description'], rows));
}
