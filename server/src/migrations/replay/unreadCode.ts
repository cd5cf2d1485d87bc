import type { Schema } from '../../schema/model/schema';
import { LIST } from '../../schema/versions/entries';
import { schemaOf, unpatched } from '../../schema/versions/patch';
import type { Part } from '../unit';
import { type ChangedEntries, type Cursor, changedAt } from './changed';

/** Code that cannot be read has run at this point: the schema gets a gap, because it may lack something from here on. */
export function withCodeGap({ schema, changed }: Cursor, { file, span }: Pick<Part, 'file' | 'span'>, sql: string): Cursor {
  const before = schemaOf(schema);
  const gaps: Schema['gaps'] = [...before.gaps, { origin: { file, span, statement: span, sql }, reason: 'code-migration' }];
  return { schema: unpatched({ ...before, gaps }), changed: gapsChanged(changed) };
}

/** The list of gaps differs as well. */
export function gapsChanged(changed: ChangedEntries): ChangedEntries {
  return changedAt(changed, 'gaps', LIST);
}
