import { engines, otherDatabases } from '../../server/src/engines';
import { identity } from '../../server/src/engines/postgres/identity';
import { names } from '../../server/src/engines/postgres/names/names';
import { refusesInTransaction } from '../../server/src/engines/postgres/read/transactions';
import { abstractType } from '../../server/src/engines/postgres/types/abstract';
import { databasesOf, rootDatabase } from '../../server/src/migrations/evidence/databases';
import type { FileLookup, RootDatabase } from '../../server/src/migrations/tool';

/** The databases that the product knows. */
export const databases = databasesOf(
  engines.map(({ signs }) => signs),
  otherDatabases,
);

/** The sentence with which the product names the engines that it can read, however many there are. */
export const READS = `Migration Lens reads ${new Intl.ListFormat('en-GB').format(engines.map(({ name }) => name))}.`;

/** What a tool is told of a root of PostgreSQL. */
export const onPostgres: RootDatabase = rootDatabase({ ...identity, ...names, abstractType, refusesInTransaction }, databases);

/** A workspace without config files. */
export const noFiles: FileLookup = () => undefined;
