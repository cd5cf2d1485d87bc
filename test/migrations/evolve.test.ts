import assert from 'node:assert/strict';
import { evolve } from '../../server/src/migrations/tools/evolve';
import { checkLayout, order, withoutTransaction } from './layouts';

describe('Evolve', () => {
  it('orders versions part by part, what is shorter first, and repeatable ones last', () => {
    assert.deepEqual(
      order(evolve, ['R__v.sql', 'V1_10__d.sql', 'v1.9__c.SQL', 'V1_0__b.sql', 'V1__a.sql', 'sub/V2__e.sql', '.old/V3__f.sql']),
      ['V1__a', 'V1_0__b', 'v1.9__c', 'V1_10__d', 'sub/V2__e', 'R__v'],
    );
  });

  it('reports what it refuses', () => {
    const refused =
      'Evolve refuses to run because of this file: a name that begins with V or R has to be V1__title.sql or R__title.sql, with two underscores.';
    checkLayout(
      evolve,
      {
        'V1__a.sql': '«A;»',
        'V01__b.sql': 'B;',
        'V2_c.sql': '«x»',
        'V3__ .sql': '«x»',
        'views.sql': '«x»',
        'reset.sql': '«x»',
        'init.sql': 'x',
        'U1__d.sql': 'x',
      },
      [
        ...['01 b', '  up V01__b.sql on: B;'],
        ...['1 a', '  up V1__a.sql on: A;'],
        `! V2_c.sql: ${refused}`,
        `! V3__ .sql: ${refused}`,
        `! reset.sql: ${refused}`,
        `! views.sql: ${refused}`,
        '! V1__a.sql: Version 1 belongs to V01__b.sql already: Evolve refuses to run a folder in which a version occurs twice.',
      ],
    );
  });

  it('leaves the transaction where the first line says so', () => {
    checkLayout(evolve, { 'V1__a.sql': '-- Evolve-TX-off because\r\nA;', 'V2__b.sql': 'B;\n«-- evolve-tx-off»\n' }, [
      ...['1 a', '  up V1__a.sql off: -- Evolve-TX-off because A;'],
      ...['2 b', '  up V2__b.sql on: B; -- evolve-tx-off'],
      '! V2__b.sql: Evolve looks for its options in the first line of the file only.',
    ]);
    assert.deepEqual(withoutTransaction(evolve, { 'V1__a.sql': 'A;\n' }), { 'V1__a.sql': '-- evolve-tx-off\nA;\n' });
  });
});
