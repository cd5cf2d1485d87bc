import { schemaOf } from '../../schema/versions/patch';
import type { ReplayedMigration, ReplayedPart } from './step';
import { stepsOf } from './stepsOf';

type MigrationFields = Omit<ReplayedMigration, 'before' | 'after'>;
type PartFields = Omit<ReplayedPart, 'before' | 'after' | 'steps'>;

/** The schemas are made when they are asked for: most of the migrations behind an edit are never looked at. */
export function replayedMigration(fields: MigrationFields): ReplayedMigration {
  return {
    ...fields,
    get before() {
      return schemaOf(fields.entry);
    },
    get after() {
      return schemaOf(fields.exit);
    },
  };
}

/** So are the steps. */
export function replayedPart(fields: PartFields): ReplayedPart {
  let steps: ReplayedPart['steps'] | undefined;
  return {
    ...fields,
    get before() {
      return schemaOf(fields.entry);
    },
    get after() {
      return schemaOf(fields.exit);
    },
    get steps() {
      steps ??= stepsOf(fields.runs, fields);
      return steps;
    },
  };
}
