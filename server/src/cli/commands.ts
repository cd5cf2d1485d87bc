import type { AnyCommand } from './command';
import { docsCommand } from './docs';
import { erdCommand } from './erd';
import { explainCommand } from './explain';
import { initCommand } from './init';
import { lintCommand } from './lint';
import { schemaCommand } from './schema';

/** All commands, in the order of the help. */
export const commands: readonly AnyCommand[] = [lintCommand, schemaCommand, erdCommand, docsCommand, explainCommand, initCommand];
