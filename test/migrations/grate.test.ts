import { grate } from '../../server/src/migrations/tools/grate';
import { checkLayout } from './layouts';

describe('grate', () => {
  it('runs folders in their order, and within them by folder and name', () => {
    checkLayout(
      grate,
      {
        'permissions/p.sql': 'P;',
        'sprocs/f.sql': 'S;',
        'Views/b.sql': 'VB;',
        'Views/a.sql': 'VA;',
        'up/0002_b.sql': 'B;',
        'up/0001_A.sql': 'A;',
        'up/2024/0003_c.sql': 'C;',
        'up/everytime.seed.sql': 'E;',
        'up/PROD.0004_d.ENV.sql': 'D;',
        'down/0001_A.sql': 'X;',
        'runBeforeUp/x.sql': 'R;',
        'createDatabase/c.sql': 'X;',
        'notes.sql': 'X;',
      },
      [
        ...['repeatable x', '  up runBeforeUp/x.sql off: R;'],
        ...['0001 A', '  up up/0001_A.sql off: A;'],
        ...['0002 b', '  up up/0002_b.sql off: B;'],
        ...['repeatable everytime.seed', '  up up/everytime.seed.sql off: E;'],
        ...['0003 c', '  up up/2024/0003_c.sql off: C;'],
        ...['repeatable a', '  up Views/a.sql off: VA;'],
        ...['repeatable b', '  up Views/b.sql off: VB;'],
        ...['repeatable f', '  up sprocs/f.sql off: S;'],
        ...['repeatable p', '  up permissions/p.sql off: P;'],
      ],
    );
  });
});
