import type { Change, QualifiedName } from '../../sql/change';
import { isForeignTerritory } from '../apply/lookup';
import type { Schema } from '../model/schema';
import { findRelation } from '../queries';

/**
 * The name of the table that a change needs and the schema lacks, without a problem because a gap may hide it. Outside of code such a
 * change is left out. Code is not followed further: it would continue as if the change had taken place.
 */
export function missingTarget(schema: Schema, change: Change): string | undefined {
  const target = targetOf(change);
  if (target === undefined || isForeignTerritory(schema, target)) return undefined;
  return findRelation(schema, target.name.text, target.schema?.text) === undefined ? target.name.text : undefined;
}

function targetOf(change: Change): QualifiedName | undefined {
  switch (change.kind) {
    case 'modifyRows':
      return undefined;
    case 'rename':
    case 'setSchema':
      if (change.ifExists || change.objectKind === 'domain constraint') return undefined;
      return change.objectKind === 'table' ? change.object.name : change.object.on;
    default:
      return 'table' in change && !('ifExists' in change && change.ifExists === true) ? change.table : undefined;
  }
}
