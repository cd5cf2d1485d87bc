import type { AnyCommand } from './command';
import { docsCommand } from './commands/docs';
import { erdCommand } from './commands/erd';
import { explainCommand } from './commands/explain';
import { initCommand } from './commands/init';
import { lintCommand } from './commands/lint';
import { schemaCommand } from './commands/schema';

/** All commands, in the order of the help. */
export const commands: readonly AnyCommand[] = [lintCommand, schemaCommand, erdCommand, docsCommand, explainCommand, initCommand];
