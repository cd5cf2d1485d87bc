import type { EngineDescription } from '../schema/model/schema';
import { postgres } from './postgres';

/** All engines that can be read. The first one reads the folders that do not tell. */
export const engines: readonly EngineDescription[] = [postgres];
