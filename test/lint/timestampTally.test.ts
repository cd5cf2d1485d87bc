import assert from 'node:assert/strict';
import { timestampTally } from '../../server/src/lint/facts/timestampTally';
import type { Entries } from '../../server/src/schema/versions/entries';
import { schemaOf } from '../support/memoryProject';

const options = { names: ['created_at', 'born'], types: [], definition: '', except: [] };

describe('the tally of timestamp columns', () => {
  it('keeps no group without a table', async () => {
    const first = await schemaOf('create table t (created_at date);');
    const changed: Entries = new Map([['tables', new Set(first.tables.keys())]]);
    let tally = timestampTally(first, options, [], undefined);
    for (const [column, name] of [
      ['created_at time', 'created_at'],
      ['born time', 'born'],
    ]) {
      tally = timestampTally(await schemaOf(`create table t (${column});`), options, [], { value: tally, changed });
      assert.deepEqual([...tally.stamped.keys()], [name]);
      assert.equal(tally.stamped.get(name!)!.size, 1);
    }
  });
});
