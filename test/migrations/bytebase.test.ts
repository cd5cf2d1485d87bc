import assert from 'node:assert/strict';
import { bytebase } from '../../server/src/migrations/tools/bytebase';
import { checkRoots, sql } from './detections';
import { checkLayout, order } from './layouts';

describe('Bytebase', () => {
  it('orders by version', () => {
    assert.deepEqual(order(bytebase, ['1.10.0_b.sql', 'v1.9_a.sql', '2.sql']), ['v1.9_a', '1.10.0_b', '2']);
  });

  it('passes over files without a version, and refuses one that occurs twice', () => {
    checkLayout(bytebase, { '1.0_a_ddl.sql': 'x', 'V1_b_dml.sql': '«y»', 'x_ddl.sql': '«z»', 'schema.sql': 'w' }, [
      '1.0 a_ddl',
      '  up 1.0_a_ddl.sql driver: x',
      '1 b_dml',
      '  up V1_b_dml.sql driver: y',
      '! x_ddl.sql: Bytebase passes over this file: its name has to begin with a version, such as 1.2.0_title.sql.',
      '! V1_b_dml.sql: Version 1 belongs to 1.0_a_ddl.sql already: Bytebase refuses a release in which a version occurs twice.',
    ]);
  });

  it('is guessed by the ends of names', () => {
    checkRoots(sql('m/1.0.0_a_ddl.sql', 'm/1.1.0_b_dml.sql'), ['bytebase m guess']);
    checkRoots(sql('m/1.0.0_a.sql', 'm/1.1.0_b.sql', 'm/1.2.0_c_ddl.sql'), ['plain m guess']);
  });
});
