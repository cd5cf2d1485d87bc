module.exports = {
  require: ['tsx', './test/support/runs.ts'],
  extension: ['ts'],
  // Milliseconds. Ends a test that hangs; no other test reaches it, on a machine ten times slower than a laptop either.
  timeout: process.env.TEST_RUN === 'long' ? 3 * 3600_000 : 15 * 60_000,
};
