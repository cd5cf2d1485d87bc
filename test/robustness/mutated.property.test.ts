import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createProject } from '../../server/src/project/project';
import type { Engine } from '../../server/src/schema/model/schema';
import { diceOf } from '../support/dice';
import { testEngine } from '../support/memoryProject';
import { count, runs } from '../support/runs';
import { brokenFolder, fileText } from './folders';
import { askForEverything } from './wholePath';

const RUNS = runs(3000, 10_000);

describe('broken, truncated, circular and contradictory input', () => {
  let dialect: Engine;
  before(async () => {
    dialect = await testEngine();
  });

  it('everything is answered, and nothing throws', () => {
    let [read, statements] = [0, 0];
    fc.assert(
      fc.property(fc.noShrink(fc.nat()), (seed) => {
        const dice = diceOf(seed);
        const files = brokenFolder(dice);
        const found = answered(files, () => {
          const project = createProject([dialect]);
          project.update(files);
          const first = askForEverything(project, [...files.keys()], dice);
          // The next keystroke takes over what is known from before.
          if (!dice.once(4)) return first;
          const edited = dice.pick([...files.keys()])!;
          project.update(new Map([[edited, dice.once(4) ? undefined : fileText(dice)]]));
          return askForEverything(project, [...files.keys()], dice);
        });
        statements += found;
        if (found > 0) read++;
      }),
      { numRuns: RUNS },
    );
    count('statements', statements);
    assert.ok(read > 0.6 * RUNS, `only ${read} folders had statements`);
    assert.ok(statements > 5 * RUNS, `only ${statements} statements`);
  });
});

/** The result of `ask`. A failure shows the folder. */
function answered(files: ReadonlyMap<string, string>, ask: () => number): number {
  try {
    return ask();
  } catch (error) {
    throw new Error([...files].map(([path, text]) => `${path}: ${JSON.stringify(text)}`).join('\n'), { cause: error });
  }
}
