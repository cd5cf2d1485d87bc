import assert from 'node:assert/strict';
import type { Engine } from '../../server/src/schema/model/schema';
import { testEngine } from '../support/memoryProject';
import { count, runs, seed } from '../support/runs';
import { randomHistory } from './random/history';
import { type Server, sharedServer } from './server';

const RUNS = runs(400, 1000);
const LENGTH = 30;

describe('the model and a real PostgreSQL, at random', () => {
  let server: Server;
  let dialect: Engine;
  before(async () => {
    dialect = await testEngine();
    server = await sharedServer();
  });

  it(`histories of ${LENGTH} statements`, async () => {
    let [tried, accepted, told, untold] = [0, 0, 0, 0];
    for (let run = 0; run < RUNS; run++) {
      const outcome = await randomHistory(server, dialect, seed * 1_000_003 + run, LENGTH);
      count('histories', 1);
      count('statements', outcome.accepted);
      tried += outcome.tried;
      accepted += outcome.accepted;
      told += outcome.types.told;
      untold += outcome.types.untold;
      const { disagreement } = outcome;
      if (disagreement !== undefined)
        assert.fail([`history ${run}`, ...disagreement.statements.map((sql) => `${sql};`), ...disagreement.lines].join('\n    '));
    }
    assert.ok(accepted > 0.99 * RUNS * LENGTH, `only ${accepted} statements`);
    assert.ok(accepted / tried > 0.6, `only ${accepted} of ${tried} statements were accepted`);
    assert.ok(told > 0.9 * (told + untold), `only ${told} of ${told + untold} columns of views have a type`);
  });
});
