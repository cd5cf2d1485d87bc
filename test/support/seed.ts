import fc from 'fast-check';

// The same cases in every run, so that a change is what breaks a test. `PROPERTY_SEED=random` looks for new ones.
const { PROPERTY_SEED = '1' } = process.env;
if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });
