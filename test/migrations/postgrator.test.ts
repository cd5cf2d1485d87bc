import assert from 'node:assert/strict';
import { postgrator } from '../../server/src/migrations/tools/postgrator';
import { checkLayout, order, scaffolded } from './layouts';

describe('Postgrator', () => {
  it('couples by number', () => {
    assert.deepEqual(order(postgrator, ['10.do.b.sql', '9.do.a.sql', '011.do.sql']), ['9.a', '10.b', '011']);
    checkLayout(
      postgrator,
      {
        '001.do.users.sql': 'UP;',
        '1.undo.sql': 'DOWN;',
        '2.do.posts.v2.x.sql': 'UP;',
        '3.do.code.js': '',
        '3.undo.code.sql': 'DOWN;',
        '4.do.a.mjs': '',
        '4.do.b.sql': '«UP;»',
      },
      [
        ...['001 users', '  up 001.do.users.sql driver: UP;', '  down 1.undo.sql driver: DOWN;'],
        ...['2 posts', '  up 2.do.posts.v2.x.sql driver: UP;'],
        ...['3 code', '  down 3.undo.code.sql driver: DOWN;', '  up code 3.do.code.js'],
        ...['4 a', '  up code 4.do.a.mjs'],
        ...['4 b', '  up 4.do.b.sql driver: UP;'],
        '! 4.do.b.sql: Version 4 belongs to 4.do.a.mjs already: Postgrator refuses to run a folder in which a version occurs twice.',
      ],
    );
  });

  it('reports names that it passes over', () => {
    const message = 'Postgrator passes over this file: its name has to be N.do.title.sql or N.undo.title.sql.';
    checkLayout(postgrator, { '1.Do.a.sql': '«x»', '2_do_b.sql': '«x»', 'v3.do.c.sql': '«x»', 'schema.sql': 'x' }, [
      `! 1.Do.a.sql: ${message}`,
      `! 2_do_b.sql: ${message}`,
      `! v3.do.c.sql: ${message}`,
    ]);
  });

  it('writes the undo beside the do', () => {
    assert.deepEqual(scaffolded(postgrator, { '1.do.a.sql': 'UP;\n' }, 'DOWN;'), { '1.undo.a.sql': 'DOWN;\n' });
  });
});
