import { dbup } from '../../server/src/migrations/tools/dbup';
import { checkLayout } from './layouts';

describe('DbUp', () => {
  it('takes any names, as text, folders by their dots', () => {
    checkLayout(
      dbup,
      { 'Script0002 - Posts.sql': 'B;', 'Script0001 - Users.sql': 'A;', 'script3.sql': 'C;', 'Later/0001.sql': 'E;', 'Views.sql': 'D;' },
      [
        ...['0001', '  up Later/0001.sql off: E;'],
        ...['0001 Users', '  up Script0001 - Users.sql off: A;'],
        ...['0002 Posts', '  up Script0002 - Posts.sql off: B;'],
        ...['Views', '  up Views.sql off: D;'],
        ...['3', '  up script3.sql off: C;'],
      ],
    );
  });

  it('says where small numbers stand in the wrong order', () => {
    checkLayout(dbup, { '10_b.sql': 'B;', '9_a.sql': '«A;»', '20240101_d.sql': 'D;', '20231231120000_c.sql': 'C;' }, [
      ...['10 b', '  up 10_b.sql off: B;'],
      ...['20231231120000 c', '  up 20231231120000_c.sql off: C;'],
      ...['20240101 d', '  up 20240101_d.sql off: D;'],
      ...['9 a', '  up 9_a.sql off: A;'],
      '! 9_a.sql: DbUp runs this behind 10_b.sql: it compares names as text. Pad the numbers with zeros.',
    ]);
  });
});
