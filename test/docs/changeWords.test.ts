import assert from 'node:assert/strict';
import { changeWords } from '../../server/src/docs/changeWords';
import { testEngine } from '../support/memoryProject';

describe('changes in words', () => {
  it('write names in the default schema of the engine without it', async () => {
    const { changes } = (await testEngine()).reader.read('DROP TABLE public.a, home.b, c');
    assert.equal(changeWords(changes, 'public'), 'drops tables `a`, `home.b`, `c`');
    assert.equal(changeWords(changes, 'home'), 'drops tables `public.a`, `b`, `c`');
  });
});
