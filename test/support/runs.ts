import path from 'node:path';
import fc from 'fast-check';

/*
 * How many cases the property and differential tests try, and from which seed.
 *
 * `npm test` takes a slice with a fixed seed, so that a change of the code is what breaks a test. `npm run test:long` takes the large
 * numbers with a random seed. For one area, the environment says the same: TEST_RUN=long TEST_SEED=7 npx mocha 'test/sql/**'.
 * Both print the seed, and how many cases there were.
 */

const { TEST_RUN = 'slice', TEST_SEED } = process.env;
if (TEST_RUN !== 'slice' && TEST_RUN !== 'long') throw new Error(`TEST_RUN is "slice" or "long", not "${TEST_RUN}".`);
if (TEST_SEED !== undefined && !/^\d{1,9}$/.test(TEST_SEED))
  throw new Error(`TEST_SEED is a number of at most 9 digits, not "${TEST_SEED}".`);
const isLong = TEST_RUN === 'long';

export const seed = TEST_SEED === undefined ? (isLong ? Math.floor(Math.random() * 1e9) : 1) : Number(TEST_SEED);

/** The number of cases for this run: `slice` in `npm test`, `long` in `npm run test:long`. */
export function runs(slice: number, long = 10 * slice): number {
  return isLong ? long : slice;
}

/** Test file → what was counted → how often. */
const counted = new Map<string, Map<string, number>>();
let current = '';

/** Adds to what is printed about the running test's file at the end. Cases of fast-check are counted without it. */
export function count(what: string, number: number): void {
  const ofFile = counted.get(current) ?? new Map<string, number>();
  counted.set(current, ofFile.set(what, (ofFile.get(what) ?? 0) + number));
}

fc.configureGlobal({
  seed,
  numRuns: runs(100),
  reporter(outcome) {
    count('cases', outcome.numRuns);
    if (outcome.failed) throw new Error(fc.defaultReportMessage(outcome), { cause: outcome.errorInstance });
  },
});

export const mochaHooks = {
  beforeAll(): void {
    if (isLong) console.log(`\nA long run with seed ${seed}: TEST_SEED=${seed} repeats it.`);
  },
  beforeEach(this: Mocha.Context): void {
    current = path.relative('.', this.currentTest?.file ?? '').replaceAll('\\', '/');
  },
  afterAll(): void {
    if (counted.size === 0) return;
    console.log(`\nTried at random (${TEST_RUN}, seed ${seed}):\n`);
    for (const [file, numbers] of [...counted].sort(([a], [b]) => (a < b ? -1 : 1)))
      console.log(`  ${file}: ${[...numbers].map(([what, number]) => `${number.toLocaleString('en')} ${what}`).join(', ')}`);
  },
};
