import type { EngineDescription } from '../schema/model/schema';
import type { EngineSigns } from '../sql/signs';
import { mariadb, mysql } from './mysql/signs';
import { others } from './others/signs';
import { postgres } from './postgres';
import { sqlite } from './sqlite/signs';

/** All engines that can be read. The first one reads the folders that do not tell. */
export const engines: readonly EngineDescription[] = [postgres];

/** Databases that cannot be read yet, but are recognised. Of two with equal evidence, the first one is taken. */
export const otherDatabases: readonly EngineSigns[] = [mysql, mariadb, sqlite, ...others];
