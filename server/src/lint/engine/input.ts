import type { History } from '../../migrations/replay/step';
import type { FileLookup, MigrationTool } from '../../migrations/tool';
import type { LayoutProblem } from '../../migrations/unit';
import type { MissingValue } from '../../migrations/values';
import type { Engine } from '../../schema/model/schema';
import type { LintSettings } from './settings';

/** One root, replayed, with everything that rules may ask about it. */
export interface LintInput {
  readonly history: History;
  readonly tool: MigrationTool;
  readonly engine: Engine;
  readonly layoutProblems: readonly LayoutProblem[];
  /** Placeholders without a value. */
  readonly missingValues: readonly MissingValue[];
  readonly settings: LintSettings;
  /** Text of a file of the root; '' when there is no such file. */
  text(file: string): string;
  /** Files of the whole workspace, by path. */
  readonly lookup: FileLookup;
}
