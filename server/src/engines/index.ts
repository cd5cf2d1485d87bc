import type { EngineDescription } from '../schema/model/schema';
import type { EngineSigns } from '../sql/signs';
import { mariadb, mysql } from './mysql/signs';
import { others } from './others/signs';
import { postgres } from './postgres';
import { sqlite } from './sqlite/signs';

/** All engines whose SQL can be read. The first one reads folders without evidence of an engine. */
export const engines: readonly EngineDescription[] = [postgres];

/** Databases that are recognised but cannot be read yet. Of two with equal evidence, the first one is taken. */
export const otherDatabases: readonly EngineSigns[] = [mysql, mariadb, sqlite, ...others];
