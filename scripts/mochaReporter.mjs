import Mocha from 'mocha';
import { reportCounts } from './counts.mjs';

const { Spec } = Mocha.reporters;

/** Mocha's readable report, and the counts for test/run.mjs. A test that was skipped counts as one that failed. */
export default function reporter(runner, options) {
  new Spec(runner, options);
  const failures = [];
  let passed = 0;
  runner.on('pass', () => {
    passed++;
  });
  runner.on('fail', (test) => failures.push(test.fullTitle()));
  runner.on('pending', (test) => failures.push(`${test.fullTitle()} (skipped)`));
  runner.once('end', () => reportCounts({ passed, failures }));
}
