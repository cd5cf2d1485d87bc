import type { PatchedSchema } from '../../schema/versions/patch';
import { schemaOf } from '../../schema/versions/patch';
import type { Migration, Part } from '../unit';
import type { FormerState, ReadStatement, ReplayedMigration, ReplayedPart, Run, Step } from './step';
import { stepsOf } from './stepsOf';

/*
 * Classes, because each keystroke asks thousands of these objects for a field: objects that are put together from a spread and getters of
 * their own have no common shape, and V8 then looks each field up by its name.
 */

type MigrationFields = Omit<ReplayedMigration, 'before' | 'after'>;
type PartFields = Omit<ReplayedPart, 'before' | 'after' | 'steps'>;

export function replayedMigration(fields: MigrationFields): ReplayedMigration {
  return new MigrationInHistory(fields);
}

export function replayedPart(fields: PartFields): ReplayedPart {
  return new PartInHistory(fields);
}

/** The schemas are made when they are asked for: most of the migrations behind an edit are never looked at. */
class MigrationInHistory implements ReplayedMigration {
  readonly migration: Migration;
  readonly entry: PatchedSchema;
  readonly exit: PatchedSchema;
  readonly up: readonly ReplayedPart[];
  readonly down: readonly ReplayedPart[];

  constructor({ migration, entry, exit, up, down }: MigrationFields) {
    this.migration = migration;
    this.entry = entry;
    this.exit = exit;
    this.up = up;
    this.down = down;
  }
  get before() {
    return schemaOf(this.entry);
  }
  get after() {
    return schemaOf(this.exit);
  }
}

/** The schemas and the steps are made when they are asked for. */
class PartInHistory implements ReplayedPart {
  readonly migration: Migration;
  readonly part: Part;
  readonly text: string;
  readonly start: PatchedSchema;
  readonly entry: PatchedSchema;
  readonly exit: PatchedSchema;
  readonly statements: readonly ReadStatement[];
  readonly runs: readonly Run[];
  readonly former: FormerState | undefined;
  #steps: readonly Step[] | undefined;

  constructor({ migration, part, text, start, entry, exit, statements, runs, former }: PartFields) {
    this.migration = migration;
    this.part = part;
    this.text = text;
    this.start = start;
    this.entry = entry;
    this.exit = exit;
    this.statements = statements;
    this.runs = runs;
    this.former = former;
  }
  get before() {
    return schemaOf(this.entry);
  }
  get after() {
    return schemaOf(this.exit);
  }
  get steps() {
    this.#steps ??= stepsOf(this.runs, this);
    return this.#steps;
  }
}
