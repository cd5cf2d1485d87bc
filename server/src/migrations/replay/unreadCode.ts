import type { Schema } from '../../schema/model/schema';
import { ALL_GAPS } from '../../schema/versions/patch';
import type { Part } from '../unit';
import { type ChangedEntries, changedAt } from './changed';
import { type Cursor, pointAt, schemaAt } from './point';

/** Code that cannot be read has run at this point: the schema gets a gap, because it may lack something from here on. */
export function withCodeGap({ point, changed }: Cursor, { file, span }: Pick<Part, 'file' | 'span'>, sql: string): Cursor {
  const before = schemaAt(point);
  const gaps: Schema['gaps'] = [...before.gaps, { origin: { file, span, statement: span, sql }, reason: 'code-migration' }];
  return { point: pointAt({ ...before, gaps }), changed: gapsChanged(changed) };
}

/** The list of gaps differs as well. */
export function gapsChanged(changed: ChangedEntries): ChangedEntries {
  return changedAt(changed, 'gaps', ALL_GAPS);
}
