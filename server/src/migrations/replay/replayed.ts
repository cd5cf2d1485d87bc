import type { Migration, Part } from '../unit';
import { schemaAt } from './point';
import type { Point, ReplayedMigration, ReplayedPart, Run } from './step';
import { stepsOf } from './steps';

/** What a replay knows of its parts and migrations, besides what others ask: where they begin and end. */
export interface KnownPart extends ReplayedPart {
  readonly entry: Point;
  readonly exit: Point;
}

export interface KnownMigration extends ReplayedMigration {
  readonly entry: Point;
  readonly exit: Point;
  readonly up: readonly KnownPart[];
  readonly down: readonly KnownPart[];
}

/** A class, because its schemas are made only when somebody asks for them. */
export class ReplayedUnit implements KnownMigration {
  readonly migration: Migration;
  readonly entry: Point;
  readonly exit: Point;
  readonly up: readonly KnownPart[];
  readonly down: readonly KnownPart[];

  constructor(migration: Migration, entry: Point, exit: Point, up: readonly KnownPart[], down: readonly KnownPart[]) {
    this.migration = migration;
    this.entry = entry;
    this.exit = exit;
    this.up = up;
    this.down = down;
  }
  get before() {
    return schemaAt(this.entry);
  }
  get after() {
    return schemaAt(this.exit);
  }
}

type Section = Pick<KnownPart, 'part' | 'text' | 'entry' | 'exit' | 'statements' | 'runs'> & {
  readonly migration: Migration;
  readonly start: Point;
};

/** The same of a part. */
export class ReplayedSection implements KnownPart {
  readonly part: Part;
  readonly start: Point;
  readonly text: string;
  readonly entry: Point;
  readonly exit: Point;
  readonly statements: KnownPart['statements'];
  readonly runs: readonly Run[];
  readonly migration: Migration;
  #steps: KnownPart['steps'] | undefined;

  constructor({ migration, part, text, start, entry, exit, statements, runs }: Section) {
    this.part = part;
    this.start = start;
    this.text = text;
    this.entry = entry;
    this.exit = exit;
    this.statements = statements;
    this.runs = runs;
    this.migration = migration;
  }
  get steps() {
    this.#steps ??= stepsOf(this.runs, this);
    return this.#steps;
  }
  get before() {
    return schemaAt(this.entry);
  }
  get after() {
    return schemaAt(this.exit);
  }
}
