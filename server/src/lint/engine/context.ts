import { type ReplayedMigration, type Step, spanWithin } from '../../migrations/replay/step';
import type { Direction } from '../../migrations/unit';
import type { Gap } from '../../schema/model/gap';
import type { ObjectId } from '../../schema/model/object';
import type { Schema } from '../../schema/model/schema';
import type { Patch } from '../../schema/versions/patch';
import type { Span } from '../../text/span';
import type { Derived, Earlier } from './derived';
import type { LintInput } from './input';
import type { MigrationContext, OptionValues, StepContext } from './rule';

/** What a migration's contexts look at. It is replaced after each edit, and whoever kept a context sees the new state. */
export interface Subject {
  input: LintInput;
  replayed: ReplayedMigration;
  derived: Derived;
}

export function migrationContext(options: OptionValues, subject: Subject): MigrationContext<OptionValues> {
  return new AskedMigration(options, subject);
}

/** Classes, because there is a context for each rule and each step: shared getters instead of twenty copied values. */
class AskedMigration implements MigrationContext<OptionValues> {
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
  get dialect() {
    return this.subject.input.dialect;
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
  // Functions are handed out as values: rules take them out of the context.
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

/** What a check looks at besides its step is told to somebody who may want to keep what it said. */
export interface Witness {
  /** The same schema, watched. */
  schema(role: SchemaRole, schema: Schema): Schema;
  /** A question, to be asked again after an edit; with the patch that the statement then has. */
  asked<T>(ask: (patch: Patch) => T, answer: T): void;
  /** Something that nobody watches. */
  unwatched(): void;
}

/** Schemas that belong to the statement, the one before its direction, and the last one. */
export type SchemaRole = 'own' | 'start' | 'final';

export const NO_WITNESS: Witness = { schema: (_, schema) => schema, asked() {}, unwatched() {} };

export function stepContext(context: MigrationContext<OptionValues>, step: Step, witness: Witness): StepContext<OptionValues> {
  return new AskedStep(context, step, witness);
}

class AskedStep implements StepContext<OptionValues> {
  readonly context: MigrationContext<OptionValues>;
  readonly step: Step;
  readonly witness: Witness;

  constructor(context: MigrationContext<OptionValues>, step: Step, witness: Witness) {
    this.context = context;
    this.step = step;
    this.witness = witness;
  }
  get change() {
    return this.step.change;
  }
  get before() {
    return this.witness.schema('own', this.step.before);
  }
  get after() {
    return this.witness.schema('own', this.step.after);
  }
  get problems() {
    return this.step.problems;
  }
  get located() {
    return this.step.located;
  }
  get part() {
    return this.step.part;
  }
  get direction() {
    return this.step.direction;
  }
  get start() {
    return this.witness.schema('start', this.step.start);
  }
  get options() {
    return this.context.options;
  }
  get migration() {
    return this.context.migration;
  }
  get replayed() {
    this.witness.unwatched();
    return this.context.replayed;
  }
  get tool() {
    return this.context.tool;
  }
  get dialect() {
    return this.context.dialect;
  }
  get final() {
    return this.witness.schema('final', this.context.final);
  }
  get history() {
    this.witness.unwatched();
    return this.context.history;
  }
  get lookup() {
    this.witness.unwatched();
    return this.context.lookup;
  }
  get text() {
    this.witness.unwatched();
    return this.context.text;
  }
  get upkeep() {
    this.witness.unwatched();
    return this.context.upkeep;
  }
  get statementCount() {
    this.witness.unwatched();
    return this.context.statementCount;
  }
  get derive() {
    return <T>(key: string, work: (root: MigrationContext<unknown>) => T): T => {
      const ask = (): T => this.context.derive(key, work);
      const answer = ask();
      this.witness.asked(ask, answer);
      return answer;
    };
  }
  get at() {
    return (relative: Span): Span => spanWithin(this.step.located, relative);
  }
  gapsAfter(patch?: Patch) {
    this.witness.unwatched();
    return this.step.gapsAfter(patch);
  }
  get isDoubted() {
    return (by: (gap: Gap) => boolean): boolean => {
      // The gaps change with each letter of a statement that cannot be read; what they say of a table hardly ever does.
      const ask = (patch?: Patch): boolean => this.context.final.gaps.slice(this.step.gapsAfter(patch).length).some(by);
      const answer = ask();
      this.witness.asked(ask, answer);
      return answer;
    };
  }
  get createdInThisMigration() {
    return (table: ObjectId): boolean => !this.start.tables.has(table);
  }
}
