import assert from 'node:assert/strict';
import { refinery } from '../../server/src/migrations/tools/refinery';
import { checkLayout, order, scaffolded } from './layouts';

describe('Refinery', () => {
  it('goes forward with V and with U, in the order of whole numbers, in folders below, too', () => {
    assert.deepEqual(order(refinery, ['V10__c.sql', 'U9__b.sql', 'V1__a.sql', 'old/V2__d.sql', 'V20240101120000__e.sql']), [
      'V1__a',
      'old/V2__d',
      'U9__b',
      'V10__c',
      'V20240101120000__e',
    ]);
    assert.equal(scaffolded(refinery, { 'V1__a.sql': 'UP;' }, 'DOWN;'), undefined);
  });

  it('counts code, and reports what it cannot read', () => {
    const passed = 'Refinery passes over this file: its name has to be V1__title.sql, the title without dashes and blanks.';
    const stops = 'Refinery stops at this file: its version is no whole number that it can hold.';
    checkLayout(
      refinery,
      {
        'V1__a.rs': '',
        'mod.rs': '',
        'U1__b.sql': '«UP;»',
        'V2__two-words.sql': '«x»',
        'v3__c.sql': '«x»',
        'V4_d.sql': '«x»',
        'V1.2__e.sql': '«x»',
        'V99999999999999999999__f.sql': '«x»',
        'schema.sql': 'x',
      },
      [
        ...['1 a', '  up code V1__a.rs'],
        ...['1 b', '  up U1__b.sql on: UP;'],
        `! V1.2__e.sql: ${stops}`,
        `! V2__two-words.sql: ${passed}`,
        `! V4_d.sql: ${passed}`,
        `! V99999999999999999999__f.sql: ${stops}`,
        `! v3__c.sql: ${passed}`,
        '! U1__b.sql: Version 1 belongs to V1__a.rs already: Refinery cannot note the second one as applied.',
      ],
    );
  });
});
