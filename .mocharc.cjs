module.exports = {
  require: ['tsx', './test/support/runs.ts'],
  extension: ['ts'],
  // No test is about time. This only ends one that hangs, on a machine ten times slower than a laptop as well.
  timeout: process.env.TEST_RUN === 'long' ? 3 * 3600_000 : 15 * 60_000,
};
