import { type Step, spanWithin } from '../migrations/step';
import type { ObjectId } from '../schema/model';
import type { Span } from '../text/span';
import type { MigrationContext, OptionValues, StepContext } from './rule';

type Context = MigrationContext<OptionValues>;

/** What a rule may ask about a step: the step's own answers, and for the rest those of its migration. */
export function stepContext(context: Context, step: Step): StepContext<OptionValues> {
  return new AskedStep(context, step);
}

/** A class, because there is one for each rule and step: two fields and shared getters instead of twenty copied values. */
class AskedStep implements StepContext<OptionValues> {
  readonly #context: Context;
  readonly #step: Step;

  constructor(context: Context, step: Step) {
    this.#context = context;
    this.#step = step;
  }
  get change() {
    return this.#step.change;
  }
  get before() {
    return this.#step.before;
  }
  get after() {
    return this.#step.after;
  }
  get problems() {
    return this.#step.problems;
  }
  get located() {
    return this.#step.located;
  }
  get part() {
    return this.#step.part;
  }
  get direction() {
    return this.#step.direction;
  }
  get start() {
    return this.#step.start;
  }
  get options() {
    return this.#context.options;
  }
  get migration() {
    return this.#context.migration;
  }
  get replayed() {
    return this.#context.replayed;
  }
  get tool() {
    return this.#context.tool;
  }
  get dialect() {
    return this.#context.dialect;
  }
  get final() {
    return this.#context.final;
  }
  get history() {
    return this.#context.history;
  }
  get lookup() {
    return this.#context.lookup;
  }
  // Functions are handed out as values: rules take them out of the context.
  get text() {
    return this.#context.text;
  }
  get statementCount() {
    return this.#context.statementCount;
  }
  get at() {
    return (relative: Span): Span => spanWithin(this.#step.located, relative);
  }
  get createdInThisMigration() {
    return (table: ObjectId): boolean => !this.#step.start.tables.has(table);
  }
}
