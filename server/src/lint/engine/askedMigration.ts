import type { ReplayedMigration } from '../../migrations/replay/step';
import type { Direction } from '../../migrations/unit';
import type { MigrationContext } from './context';
import type { Derived, Earlier } from './derived';
import type { LintInput } from './input';
import type { OptionValues } from './rule';

/**
 * The state that the contexts of a migration read. It is replaced at each lint, so a context that a fix has kept answers for the current
 * state.
 */
export interface Subject {
  input: LintInput;
  replayed: ReplayedMigration;
  derived: Derived;
}

/** A class, because there is one for each rule and migration: getters are shared, values would be copied. */
export class AskedMigration implements MigrationContext<OptionValues> {
  readonly options: OptionValues;
  readonly subject: Subject;

  constructor(options: OptionValues, subject: Subject) {
    this.options = options;
    this.subject = subject;
  }
  get migration() {
    return this.subject.replayed.migration;
  }
  get replayed() {
    return this.subject.replayed;
  }
  get tool() {
    return this.subject.input.tool;
  }
  get engine() {
    return this.subject.input.engine;
  }
  get before() {
    return this.subject.replayed.before;
  }
  get after() {
    return this.subject.replayed.after;
  }
  get final() {
    return this.subject.input.history.final;
  }
  get history() {
    return this.subject.input.history.migrations;
  }
  get lookup() {
    return this.subject.input.lookup;
  }
  // Rules take functions out of the context, so they are returned as values that are bound to it.
  get text() {
    return (file: string): string => this.subject.input.text(file);
  }
  get derive() {
    return <T>(key: string, work: (root: MigrationContext<unknown>) => T): T => this.subject.derived.answer(key, () => work(this));
  }
  get upkeep() {
    return <T>(key: string, work: (earlier: Earlier<T> | undefined) => T): T => this.subject.derived.upkeep(key, work);
  }
  get statementCount() {
    return (direction: Direction): number => this.subject.replayed[direction].reduce((sum, { statements }) => sum + statements.length, 0);
  }
}
