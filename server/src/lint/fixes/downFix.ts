import { type Inverse, inverse } from '../../reverse/down';
import type { MigrationContext } from '../engine/context';
import type { Fix } from '../engine/rule';

/** The statements that undo the ups of a migration. */
export function inverseOf({ replayed }: MigrationContext<unknown>): Inverse {
  return inverse(replayed.up.flatMap(({ steps }) => steps));
}

/** True when the inverse has a statement: it may consist of comments about the steps that are left to do. */
export function undoesAnything({ sql }: Inverse): boolean {
  return sql.split('\n').some((line) => line !== '' && !line.startsWith('--'));
}

/** Writes the down where the tool expects it; no fix where the tool has no downs. Unsafe, because a down drops tables and needs review. */
export function downFixes(context: MigrationContext<unknown>): readonly Fix[] {
  const { sql, complete } = inverseOf(context);
  const body = sql === '' ? '-- Nothing to undo: the schema stays as it is.\n' : sql;
  const place = context.tool.scaffoldDown(context.migration, body, context.lookup);
  if (place === undefined) return [];
  const title = complete ? 'Write the down migration' : 'Write the down migration as far as it is clear';
  const { file } = place;
  return place.kind === 'createFile'
    ? [{ title: `${title}: ${file}`, safety: 'unsafe', changes: [{ kind: 'create', file, text: place.text }] }]
    : [{ title, safety: 'unsafe', changes: [{ kind: 'edit', file, edits: [place.edit] }] }];
}
