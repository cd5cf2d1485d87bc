import assert from 'node:assert/strict';
import type { Engine } from '../../server/src/schema/model/schema';
import { testEngine } from '../support/memoryProject';
import { randomHistory } from './random/history';
import { type Server, startServer } from './server';

/** More of them, or others: DIFFERENTIAL_RUNS and DIFFERENTIAL_SEED. */
const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 1000);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);
const LENGTH = 30;

describe('the model and a real PostgreSQL, at random', function () {
  this.timeout(RUNS * 20_000);

  let server: Server;
  let dialect: Engine;
  before(async () => {
    dialect = await testEngine();
    server = await startServer();
  });

  after(() => server.close());

  it(`${RUNS} histories of ${LENGTH} statements, seed ${SEED}`, async () => {
    let [tried, accepted, told, untold] = [0, 0, 0, 0];
    for (let run = 0; run < RUNS; run++) {
      const outcome = await randomHistory(server, dialect, SEED * 1_000_003 + run, LENGTH);
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
