import assert from 'node:assert/strict';
import { tern } from '../../server/src/migrations/tools/tern';
import { checkLayout, order, scaffolded, withoutTransaction } from './layouts';

const check = (marked: string, expected: readonly string[]): void =>
  checkLayout(
    tern,
    { '1_a.sql': marked },
    ['1 a', ...expected].map((line) => line.replace(/^(\s*(?:up|down)) /, '$1 1_a.sql ').replace(/^! /, '! 1_a.sql: tern ')),
  );

describe('tern', () => {
  it('orders by number, and wants each from 1 on once', () => {
    assert.deepEqual(order(tern, ['10_j.sql', '2_b.sql', '001_a.sql', '3_c.sql']), ['001_a', '2_b', '3_c', '10_j']);
    checkLayout(
      tern,
      { '0_x.sql': '«X;»', '1_a.sql': 'A;', '3_c.sql': '«C;»', '03_d.sql': '«D;»', '4_e.sql': 'E;', '6_f.sql': '«F;»', '5.sql': '«G;»' },
      [
        ...['0 x', '  up 0_x.sql on: X;'],
        ...['1 a', '  up 1_a.sql on: A;'],
        ...['03 d', '  up 03_d.sql on: D;'],
        ...['3 c', '  up 3_c.sql on: C;'],
        ...['4 e', '  up 4_e.sql on: E;'],
        ...['6 f', '  up 6_f.sql on: F;'],
        '! 5.sql: tern passes over this file: its name has to be N_title.sql, with a number in front.',
        '! 0_x.sql: tern cannot read this folder: it counts from 1.',
        '! 3_c.sql: Version 3 belongs to 03_d.sql already: tern refuses to run a folder in which a number occurs twice.',
        '! 03_d.sql: tern refuses to run this folder: there is no migration 2.',
        '! 6_f.sql: tern refuses to run this folder: there is no migration 5.',
      ],
    );
  });

  it('cuts at its separator, wherever the text stands', () => {
    check('UP;\r\n\r\n---- create above / drop below ----\r\n\r\nDOWN;\r\n', ['  up on: UP;', '  down on: DOWN;']);
    check('UP; ---- create above / drop below ---- DOWN;\n---- create above / drop below ----\n', [
      '  up on: UP;',
      '  down on: DOWN; ---- create above / drop below ----',
    ]);
    check('UP;\n', ['  up on: UP;']);
  });

  it('reports separators that it does not see', () => {
    check('UP;\n«-- create above / drop below»\nDOWN;\n', [
      '  up on: UP; -- create above / drop below DOWN;',
      '! takes this for a comment, and what follows for a part of the up: it cuts at “---- create above / drop below ----”.',
    ]);
    check('«-- only this»\n---- create above / drop below ----\nDOWN;\n', [
      '  up on: -- only this',
      '  down on: DOWN;',
      '! refuses a migration without SQL that goes up.',
    ]);
  });

  it('leaves the transaction in the section that says so', () => {
    check('---- tern: disable-tx ----\nUP;\n---- create above / drop below ----\nDOWN;\n', [
      '  up off: ---- tern: disable-tx ---- UP;',
      '  down on: DOWN;',
    ]);
    check('UP;\n---- create above / drop below ----\nDOWN;\n---- tern: disable-tx ----', [
      '  up on: UP;',
      '  down off: DOWN; ---- tern: disable-tx ----',
    ]);
    check('«---- tern: disable-tx ----»\r\nUP;\r\n', [
      '  up on: ---- tern: disable-tx ---- UP;',
      '! does not see this line, because it ends with a carriage return.',
    ]);
    check('«-- tern: disable-tx»\nUP;\n', [
      '  up on: -- tern: disable-tx UP;',
      '! takes this for a comment: the line has to be “---- tern: disable-tx ----” and nothing else.',
    ]);
    assert.deepEqual(withoutTransaction(tern, { '1_a.sql': 'UP;\n' }), { '1_a.sql': '---- tern: disable-tx ----\nUP;\n' });
    assert.equal(withoutTransaction(tern, { '1_a.sql': 'UP;\r\n' }), undefined);
  });

  it('puts templates in the place of their includes', () => {
    checkLayout(
      tern,
      {
        '1_a.sql':
          'A;\n{{ template "shared/v1.sql" . }}\n-- then\n{{- template `shared/deep/v2.sql` .x -}}\nB;\n---- create above / drop below ----\n{{ template "shared/gone.sql" . }}\n',
        '2_b.sql': 'CREATE VIEW v AS {{ template "shared/v1.sql" . }};\n',
        'shared/v1.sql': 'V1;\n{{ template "shared/deep/v2.sql" . }}\n',
        'shared/deep/v2.sql': 'V2; {{ template "shared/v1.sql" . }}',
      },
      [
        '1 a',
        '  up 1_a.sql on: A;',
        '  up shared/v1.sql on: V1;',
        '  up shared/deep/v2.sql on: V2; {{ template "shared/v1.sql" . }}',
        '  up 1_a.sql on: -- then',
        '  up shared/deep/v2.sql on: V2;',
        '  up shared/v1.sql on: V1; {{ template "shared/deep/v2.sql" . }}',
        '  up 1_a.sql on: B;',
        '  down 1_a.sql on: {{ template "shared/gone.sql" . }}',
        '2 b',
        '  up 2_b.sql on: CREATE VIEW v AS {{ template "shared/v1.sql" . }};',
      ],
    );
  });

  it('writes the down behind the separator', () => {
    assert.deepEqual(scaffolded(tern, { '1_a.sql': 'UP;\n' }, 'DOWN;'), {
      '1_a.sql': 'UP;\n\n---- create above / drop below ----\n\nDOWN;\n',
    });
  });
});
