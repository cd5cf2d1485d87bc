import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog } from '../../server/src/schema/catalog';
import { initialSchema } from '../../server/src/schema/initial';
import { plainMigrations, replayFiles } from '../support/memoryProject';
import { difference, facts } from './facts';
import { type Server, startServer } from './server';
import { type Dice, statement } from './statements';

/** More of them, or others: DIFFERENTIAL_RUNS and DIFFERENTIAL_SEED. */
const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 30);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);
const LENGTH = 15;

let server: Server;
let accepted = 0;
let tried = 0;

/** Runs one history; statements that the server refuses are left out of it. */
async function check(dice: readonly Dice[]): Promise<void> {
  await server.reset();
  const files: Record<string, string> = {};
  let schema = initialSchema();
  for (const [i, one] of dice.entries()) {
    const sql = statement(schema, one);
    tried++;
    if ((await server.run(sql)) !== undefined) continue;
    accepted++;
    files[`${String(i).padStart(3, '0')}.sql`] = sql;
    const { final, migrations } = await replayFiles(files, plainMigrations(files));
    schema = final;
    const problems = migrations.at(-1)!.up.flatMap((part) => part.steps.flatMap((step) => step.problems.map(({ kind }) => `? ${kind}`)));
    const lines = [...difference(await server.facts(), facts(catalog(schema))), ...problems];
    if (lines.length > 0) assert.fail([...Object.values(files).map((text) => `${text};`), ...lines].join('\n    '));
  }
}

describe('the model and a real PostgreSQL, at random', function () {
  this.timeout(RUNS * 20_000);

  before(async () => {
    server = await startServer();
  });

  after(() => server.close());

  it(`${RUNS} histories of ${LENGTH} statements, seed ${SEED}`, async () => {
    const dice = fc.array(fc.array(fc.nat(10_000), { minLength: 12, maxLength: 12 }), { minLength: LENGTH, maxLength: LENGTH });
    await fc.assert(fc.asyncProperty(dice, check), { numRuns: RUNS, seed: SEED });
    assert.ok(accepted / tried > 0.4, `only ${accepted} of ${tried} statements were accepted`);
  });
});
