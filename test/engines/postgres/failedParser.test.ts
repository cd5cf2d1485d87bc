import assert from 'node:assert/strict';
import { libpg } from '../../../server/src/engines/postgres/read/libpg/reader';

/** Reads `create table t ()` by a parser that throws this. */
function readingAfter(error: Error): unknown {
  const fail = (): never => {
    throw error;
  };
  return libpg(fail, fail).reader.read('create table t ()');
}

describe('what the parser throws', () => {
  const mayTouch = ['create', 'table', 't'];

  it('is a syntax error if it has the details of PostgreSQL', () => {
    assert.deepEqual(readingAfter(Object.assign(new Error('syntax error at or near "t"'), { sqlDetails: { cursorPosition: 13 } })), {
      changes: [{ kind: 'opaque', reason: 'syntax-error', mayTouch }],
      problem: { message: 'syntax error at or near "t"', start: 13, end: 14 },
    });
  });

  it('is no error of the statement otherwise', () => {
    assert.deepEqual(readingAfter(new RangeError('Maximum call stack size exceeded')), {
      changes: [{ kind: 'opaque', reason: 'not-understood', mayTouch }],
    });
  });
});
