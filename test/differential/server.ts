import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import { plainMigrations, replayFiles } from '../support/memoryProject';
import { prepareCatalog, readCatalog } from './catalog';
import { difference, facts, modelFacts } from './facts';

/** A real PostgreSQL beside the model. Suites share it, one after the other: each begins with `reset`. */
export interface Server {
  /** Makes the database a new one, as far as migrations can tell. */
  reset(): Promise<void>;
  /** Runs statements one after the other on both sides, up to the first after which they differ; undefined when they never do. */
  compare(statements: readonly string[]): Promise<Disagreement | undefined>;
  /** Runs one statement. Resolves to the error message, or to undefined when it was accepted. */
  run(statement: string): Promise<string | undefined>;
  /** Does the same, but a refused statement leaves an open transaction as it was. */
  attempt(statement: string): Promise<string | undefined>;
  isInTransaction(): boolean;
  facts(): Promise<readonly string[]>;
  query<T>(query: string): Promise<readonly T[]>;
}

/** The end of a transaction. CHAIN begins another one. */
const ENDS = /^(?:commit|end|rollback|abort)(?<chain> and chain)?$/;

/** True when a transaction is open after an accepted statement. */
function isTransactionOpen(statement: string, before: boolean): boolean {
  const end = ENDS.exec(statement);
  return end === null ? before || /^(?:begin|start)/.test(statement) : end.groups?.chain !== undefined;
}

interface Disagreement {
  readonly statement: string;
  readonly lines: readonly string[];
}

let shared: Promise<Server & { close(): Promise<void> }> | undefined;

/** The one server of this process, started by the first suite that asks. */
export function sharedServer(): Promise<Server> {
  shared ??= start();
  return shared;
}

// A hook of the whole run: the file is loaded once, however many suites ask.
after(async () => (await shared)?.close());

async function start(): Promise<Server & { close(): Promise<void> }> {
  const db = await PGlite.create({ extensions: { btree_gist, citext, hstore, ltree, pg_trgm, uuid_ossp } });
  await prepareCatalog(db);
  let inTransaction = false;
  const server: Server = {
    async reset() {
      inTransaction = false;
      for (const statement of ['rollback', 'reset all', 'discard temp']) await db.exec(statement);
      await db.exec('drop foreign data wrapper if exists nowhere cascade');
      const own = "select quote_ident(nspname) as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'";
      for (const { name } of (await db.query<{ name: string }>(own)).rows) await db.exec(`drop schema ${name} cascade`);
      await db.exec('create schema public');
    },
    async run(statement) {
      try {
        await db.exec(statement);
        inTransaction = isTransactionOpen(statement, inTransaction);
        return undefined;
      } catch (error) {
        return (error as Error).message;
      }
    },
    isInTransaction: () => inTransaction,
    async attempt(statement) {
      const guarded = inTransaction && !ENDS.test(statement);
      if (guarded) await db.exec('savepoint before_attempt');
      const message = await server.run(statement);
      if (guarded && message !== undefined) await db.exec('rollback to before_attempt');
      return message;
    },
    facts: async () => facts(await readCatalog(db, inTransaction)),
    query: async <T>(query: string) => (await db.query<T>(query)).rows,
    compare: (statements) => compare(server, statements),
  };
  return { ...server, close: () => db.close() };
}

/**
 * `!` marks a statement that the server must refuse and that must leave the model unchanged. The server must accept any other statement,
 * and the model must find no problem in it.
 */
async function compare(server: Server, statements: readonly string[]): Promise<Disagreement | undefined> {
  const files = Object.fromEntries(statements.map((statement, i) => [`${String(i).padStart(4, '0')}.sql`, statement.replace(/^!/, '')]));
  const { migrations } = await replayFiles(files, plainMigrations(files));
  for (const [i, statement] of statements.entries()) {
    const refused = statement.startsWith('!');
    const replayed = migrations[i]!;
    const message = await server.run(statement.replace(/^!/, ''));
    const problems = replayed.up.flatMap((part) =>
      part.steps.flatMap((step) => step.problems.map(({ kind }) => `the model reports ${kind}`)),
    );
    const unread = replayed.up.flatMap((part) =>
      part.statements.flatMap(({ problem }) => (problem === undefined ? [] : [problem.message])),
    );
    const lines = [
      ...(refused && message === undefined ? ['the server accepts it'] : []),
      ...(refused || message === undefined ? [] : [`the server refuses it: ${message}`]),
      ...(refused ? [] : [...problems, ...unread]),
      ...difference(await server.facts(), modelFacts(replayed.after)),
    ];
    if (lines.length > 0) return { statement, lines };
  }
  return undefined;
}
