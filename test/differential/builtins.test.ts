import assert from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';
import { builtinResult } from '../../server/src/sql/postgres/builtins';

/** Every name among a server's functions and aggregates, with all the types that functions of that name give. */
const RESULTS = `
  select proname as name, array_agg(distinct format_type(prorettype, null)) as types
  from pg_proc where pronamespace = 'pg_catalog'::regnamespace group by proname`;

describe('built-in functions', function () {
  this.timeout(120_000);
  let db: PGlite;
  before(async () => {
    db = await PGlite.create();
  });
  after(() => db.close());

  it('give the type that a real PostgreSQL says, whatever they are given', async () => {
    const { rows } = await db.query<{ name: string; types: readonly string[] }>(RESULTS);
    const known = rows.filter(({ name }) => builtinResult(name) !== undefined);
    assert.ok(known.length > 200, `${known.length} names`);
    assert.deepEqual(
      known.filter(({ name, types }) => types.length > 1 || types[0] !== builtinResult(name)),
      [],
    );
  });
});
