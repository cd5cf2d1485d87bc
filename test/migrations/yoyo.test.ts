import assert from 'node:assert/strict';
import { yoyo } from '../../server/src/migrations/tools/yoyo';
import { noFiles, onPostgres } from '../support/databases';
import { checkLayout, order, scaffolded, withoutTransaction } from './layouts';

describe('yoyo', () => {
  it('couples a file with its rollback, in the order of names', () => {
    checkLayout(
      yoyo,
      {
        '0001.users.sql': 'UP;',
        '0001.users.rollback.sql': 'DOWN;',
        '20240101_01_AbCdE-add-posts.sql': 'UP;',
        'later.sql': 'UP;',
        'lost.rollback.sql': '«DOWN;»',
        'post-apply.sql': 'HOOK;',
        '0002.code.py': '',
        '__init__.py': '',
      },
      [
        ...['0001 users', '  up 0001.users.sql on: UP;', '  down 0001.users.rollback.sql on: DOWN;'],
        ...['0002 code', '  up code 0002.code.py'],
        ...['20240101_01_AbCdE add-posts', '  up 20240101_01_AbCdE-add-posts.sql on: UP;'],
        ...['later', '  up later.sql on: UP;'],
        ...['lost', '  down lost.rollback.sql on: DOWN;'],
        ...['repeatable post-apply', '  up post-apply.sql on: HOOK;'],
        '! lost.rollback.sql: There is no SQL that goes up to lost, so this down stands alone.',
      ],
    );
  });

  it('puts a migration behind those that it depends on', () => {
    checkLayout(yoyo, { 'a.sql': '-- depends: c\n-- depends: b\nA;', 'b.sql': '\n--depends:c\nB;', 'c.sql': 'C;' }, [
      ...['c', '  up c.sql on: C;'],
      ...['b', '  up b.sql on: --depends:c B;'],
      ...['a', '  up a.sql on: -- depends: c -- depends: b A;'],
    ]);
    checkLayout(yoyo, { 'a.sql': '«-- depends: b»', 'b.sql': '-- depends: a' }, [
      ...['b', '  up b.sql on: -- depends: a'],
      ...['a', '  up a.sql on: -- depends: b'],
      '! a.sql: yoyo refuses migrations that depend on each other: a, b, a.',
    ]);
    checkLayout(yoyo, { 'a.sql': '«-- depends: gone b lost»', 'b.sql': 'B;' }, [
      ...['b', '  up b.sql on: B;'],
      ...['a', '  up a.sql on: -- depends: gone b lost'],
      '! a.sql: yoyo stops at this line: there is no migration gone, lost.',
    ]);
    const chain = Array.from({ length: 5_000 }, (_, i) => [`${i + 100_000}.sql`, `-- depends: ${i + 100_001}`] as const);
    const { migrations } = yoyo.layout({ path: '', files: chain.map(([path, text]) => ({ path, text })) }, noFiles, onPostgres);
    assert.deepEqual([migrations[0]!.id, migrations.at(-1)!.id], ['104999', '100000'], 'a long chain is no deep recursion');
  });

  it('reads directives in front of the first statement, and reports all others', () => {
    checkLayout(
      yoyo,
      {
        '1.sql': '-- why\n-- transactional: FALSE\nUP;',
        '2.sql': 'UP;\n«-- transactional: false»\n',
        '3.sql': '«-- Transactional: false»\nUP;\n',
        '4.sql': '«-- transactional: no»\nUP;\n',
      },
      [
        ...['1', '  up 1.sql off: -- why -- transactional: FALSE UP;'],
        ...['2', '  up 2.sql on: UP; -- transactional: false'],
        ...['3', '  up 3.sql on: -- Transactional: false UP;'],
        ...['4', '  up 4.sql on: -- transactional: no UP;'],
        '! 2.sql: yoyo takes this for a comment: directives are “-- transactional:” and “-- depends:”, in front of the first statement.',
        '! 3.sql: yoyo takes this for a comment: directives are “-- transactional:” and “-- depends:”, in front of the first statement.',
        '! 4.sql: yoyo stops at this line: transactional is “true” or “false”.',
      ],
    );
  });

  it('compares names as text, and says so', () => {
    assert.deepEqual(order(yoyo, ['9.b.sql', '10.a.sql']), ['10.a', '9.b']);
    checkLayout(yoyo, { '9.b.sql': '«B;»', '10.a.sql': 'A;' }, [
      ...['10 a', '  up 10.a.sql on: A;'],
      ...['9 b', '  up 9.b.sql on: B;'],
      '! 9.b.sql: yoyo runs this behind 10.a.sql: it compares names as text. Pad the numbers with zeros.',
    ]);
  });

  it('writes the down into a file of its own, and leaves the transaction by a directive', () => {
    assert.deepEqual(scaffolded(yoyo, { '1.a.sql': 'UP;\n' }, 'DOWN;'), { '1.a.rollback.sql': 'DOWN;\n' });
    assert.deepEqual(withoutTransaction(yoyo, { '1.a.sql': 'UP;\n' }), { '1.a.sql': '-- transactional: false\nUP;\n' });
  });
});
