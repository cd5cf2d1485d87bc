import { workOf } from './cli/run';
import { engines, otherDatabases } from './engines';

// A bundle of its own, because neither --help nor an answer that is known needs it.
export const work = workOf(engines, otherDatabases);
