import { type ReadStatement, type ReplayedPart, type Step, spanOf, spanWithin } from '../../migrations/replay/step';
import type { Gap } from '../../schema/model/gap';
import type { ObjectId } from '../../schema/model/object';
import type { Patch } from '../../schema/versions/patch';
import type { Span } from '../../text/span';
import type { MigrationContext, StatementContext, StepContext } from './context';
import type { Recorder } from './recorder';
import type { OptionValues } from './rule';

type Site = Pick<ReplayedPart, 'part'> & Pick<ReadStatement, 'located'>;

/** A class, because there is one for each rule and statement: getters are shared, values would be copied. */
export class AskedStatement implements StatementContext<OptionValues> {
  readonly root: MigrationContext<OptionValues>;
  readonly site: Site;
  readonly recorder: Recorder;

  constructor(root: MigrationContext<OptionValues>, site: Site, recorder: Recorder) {
    this.root = root;
    this.site = site;
    this.recorder = recorder;
  }
  get options() {
    return this.root.options;
  }
  get tool() {
    return this.root.tool;
  }
  get engine() {
    return this.root.engine;
  }
  get migration() {
    return this.root.migration;
  }
  get part() {
    return this.site.part;
  }
  get direction() {
    return this.site.part.direction;
  }
  get located() {
    return this.site.located;
  }
  get final() {
    return this.recorder.schema('final', this.root.final);
  }
  get uncached() {
    this.recorder.uncached();
    return this.root;
  }
  // Rules take functions out of the context, so they are returned as values that are bound to it.
  get at() {
    return (relative: Span): Span => spanWithin(this.site.located, relative);
  }
  get firstWord() {
    return (): Span => {
      const { located } = this.site;
      const { start, end } = spanOf(located);
      const length = (): number =>
        firstWordOf(located.element === undefined ? located.statement.text : this.root.text(located.file).slice(start, end));
      const found = length();
      // The text of an element is not that of the statement, so it may change without the statement.
      if (located.element !== undefined) this.recorder.asked(length, found);
      return { start, end: start + found };
    };
  }
  get derive() {
    return <T>(key: string, work: (root: MigrationContext<unknown>) => T): T => {
      const ask = (): T => this.root.derive(key, work);
      const answer = ask();
      this.recorder.asked(ask, answer);
      return answer;
    };
  }
}

/** The context of one change of the statement. */
export class AskedStep extends AskedStatement implements StepContext<OptionValues> {
  readonly step: Step;

  constructor(root: MigrationContext<OptionValues>, step: Step, recorder: Recorder) {
    super(root, step, recorder);
    this.step = step;
  }
  get change() {
    return this.step.change;
  }
  get problems() {
    return this.step.problems;
  }
  get before() {
    return this.recorder.schema('own', this.step.before);
  }
  get after() {
    return this.recorder.schema('own', this.step.after);
  }
  get start() {
    return this.recorder.schema('start', this.step.start);
  }
  get createdInThisMigration() {
    return (table: ObjectId): boolean => !this.start.tables.has(table);
  }
  get isDoubted() {
    return (by: (gap: Gap) => boolean): boolean => {
      // The list of gaps differs after each letter of a statement that cannot be read. Its answer about one table hardly ever does.
      const ask = (patch?: Patch): boolean => someFrom(this.root.final.gaps, () => this.step.gapsAfter(patch).length, by);
      const answer = ask();
      this.recorder.asked(ask, answer);
      return answer;
    };
  }
}

/** True when an element from index `first()` on answers yes. */
function someFrom<T>(all: readonly T[], first: () => number, by: (one: T) => boolean): boolean {
  const last = all.findLastIndex(by);
  return last !== -1 && last >= first();
}

function firstWordOf(text: string): number {
  return /^\w*/.exec(text)![0].length;
}
