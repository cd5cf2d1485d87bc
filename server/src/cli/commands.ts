import type { AnyCommand } from './command';
import { docs } from './docs';
import { erd } from './erd';
import { explain } from './explain';
import { init } from './init';
import { lint } from './lint';
import { schema } from './schema';

/** In the order in which help lists them. */
export const commands: readonly AnyCommand[] = [lint, schema, erd, docs, explain, init];
