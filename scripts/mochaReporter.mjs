import Mocha from 'mocha';
import { reportCounts } from './counts.mjs';

const { Spec } = Mocha.reporters;

/** Prints Mocha's `spec` report, and writes the counts for test/run.mjs. A skipped test counts as a failure. */
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
