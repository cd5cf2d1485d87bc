import assert from 'node:assert/strict';
import { generatedBy, withoutCalls } from '../../server/src/schema/apply/routineUses';
import { findTable } from '../../server/src/schema/queries';
import { schemaOf } from '../support/memoryProject';

const double = 'create function double(x int) returns int language sql immutable as $$ select x * 2 $$;';

describe('the uses of a function in a table', () => {
  it('by generated columns alone leave the table as it is: those fall by themselves', async () => {
    const schema = await schemaOf(`${double} create table t (a int, b int generated always as (double(a)) stored);`);
    const table = findTable(schema, 't')!;
    const [id] = schema.routines.keys();
    assert.deepEqual(generatedBy(table, id!), [2]);
    assert.equal(withoutCalls(table, id!), table);
  });
});
