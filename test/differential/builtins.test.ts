import assert from 'node:assert/strict';
import { COLUMN_NAME_KEYWORDS, FUNCTION_NAME_KEYWORDS, RESERVED_KEYWORDS } from '../../server/src/engines/postgres/names/keywords';
import { builtinResult } from '../../server/src/engines/postgres/types/builtins';
import { type Server, sharedServer } from './server';

/** Names of the server's functions and aggregates, each with the result types of all functions of that name. */
const RESULTS = `
  select proname as name, array_agg(distinct format_type(prorettype, null)) as types
  from pg_proc where pronamespace = 'pg_catalog'::regnamespace group by proname`;

describe('what a real PostgreSQL knows', () => {
  let server: Server;
  before(async () => {
    server = await sharedServer();
  });

  it('functions give the type that we say, whatever they are given', async () => {
    const rows = await server.query<{ name: string; types: readonly string[] }>(RESULTS);
    const known = rows.filter(({ name }) => builtinResult(name) !== undefined);
    assert.ok(known.length > 200, `${known.length} names`);
    assert.deepEqual(
      known.filter(({ name, types }) => types.length > 1 || types[0] !== builtinResult(name)),
      [],
    );
  });

  it('keywords that are not unreserved are those that we know', async () => {
    const rows = await server.query<{ catcode: string; words: readonly string[] }>(
      "select catcode::text, array_agg(word order by word) as words from pg_get_keywords() where catcode <> 'U' group by catcode order by catcode",
    );
    assert.deepEqual(rows, [
      { catcode: 'C', words: [...COLUMN_NAME_KEYWORDS] },
      { catcode: 'R', words: [...RESERVED_KEYWORDS] },
      { catcode: 'T', words: [...FUNCTION_NAME_KEYWORDS] },
    ]);
  });
});
