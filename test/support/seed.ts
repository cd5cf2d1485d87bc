import fc from 'fast-check';

// Every run has the same cases, so a failure comes from a change. `PROPERTY_SEED=random` looks for new cases.
const { PROPERTY_SEED = '1' } = process.env;
if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });
