import type { Schema } from '../../schema/model/schema';
import { whatNeeds } from '../../schema/whatNeeds';
import type { Change, ChangeOf } from '../../sql/change';

/**
 * Why PostgreSQL refuses a change, as a sentence. `condition` is a condition name of the manual, appendix A; `name` is the object that it
 * is about.
 */
export function refusal(change: Change, before: Schema, condition: string, name: string): string {
  switch (condition) {
    case 'dependent_objects_still_exist':
      return `\`${name}\` is needed by ${whatNeeds(change, before)}: PostgreSQL drops it only with CASCADE.`;
    case 'duplicate_object':
    case 'duplicate_column':
    case 'duplicate_schema':
      return `The name \`${name}\` is taken at this point.`;
    default:
      return ofChange(change, name) ?? `PostgreSQL refuses this for \`${name}\` at this point: ${condition.replaceAll('_', ' ')}.`;
  }
}

function ofChange(change: Change, name: string): string | undefined {
  switch (change.kind) {
    case 'dropColumn':
      return `\`${name}\` comes from a parent, or the table is partitioned by it: it cannot be dropped here.`;
    case 'dropConstraint':
      return `\`${name}\` comes from a parent or is asked for by a key: it cannot be dropped here.`;
    case 'alterColumnType':
      return `The type of \`${name}\` cannot change: a view, a policy, a trigger, a generated column, a parent or the split into partitions asks for it as it is.`;
    case 'setNotNull':
      return `\`${name}\` cannot become nullable: a primary key, an identity or a parent asks for its NOT NULL.`;
    case 'setDefault':
      return `\`${name}\` is an identity column: it has no default.`;
    case 'setIdentity':
      return `\`${name}\` cannot become an identity column: it has to be NOT NULL and without a default.`;
    case 'createView':
      return 'CREATE OR REPLACE VIEW only adds columns at the end: those that are there keep their names and their order.';
    case 'addKey':
      return 'A key of a partitioned table has to contain all columns that the table is partitioned by.';
    case 'rename':
      return ofRename(change);
    default:
      return undefined;
  }
}

function ofRename({ objectKind }: ChangeOf<'rename'>): string | undefined {
  return objectKind === 'column' ? 'The column comes from a parent: it is renamed there.' : undefined;
}
