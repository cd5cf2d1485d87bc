import type { Gap } from '../../schema/model/gap';
import { LIST } from '../../schema/versions/entries';
import { type Patch, patchedEntry, schemaOf } from '../../schema/versions/patch';
import type { AppliedChange, ReplayedPart, Run, Step } from './step';

/** The part of the statements. */
type Setting = Pick<ReplayedPart, 'migration' | 'part' | 'start'>;

/** The steps of statements, one for each change. */
export function stepsOf(runs: readonly Run[], setting: Setting): readonly Step[] {
  return runs.flatMap((run) => run.effect.changes.map((applied) => new StepOfRun(run, applied, setting)));
}

/** A class with getters: a long part has thousands of steps, and the schemas of most of them are never asked for. */
class StepOfRun implements Step {
  readonly run: Run;
  readonly applied: AppliedChange;
  readonly setting: Setting;

  constructor(run: Run, applied: AppliedChange, setting: Setting) {
    this.run = run;
    this.applied = applied;
    this.setting = setting;
  }
  get change() {
    return this.applied.change;
  }
  get problems() {
    return this.applied.problems;
  }
  get before() {
    return schemaOf({ base: this.applied.before, patch: this.run.patch });
  }
  get after() {
    return schemaOf({ base: this.applied.after, patch: this.run.patch });
  }
  gapsAfter(patch: Patch = this.run.patch): readonly Gap[] {
    return patchedEntry({ base: this.applied.after, patch }, 'gaps', LIST) as readonly Gap[];
  }
  get located() {
    return this.run.read.located;
  }
  get migration() {
    return this.setting.migration;
  }
  get part() {
    return this.setting.part;
  }
  get direction() {
    return this.setting.part.direction;
  }
  get start() {
    return schemaOf(this.setting.start);
  }
}
