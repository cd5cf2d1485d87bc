import assert from 'node:assert/strict';
import { sqitch } from '../../server/src/migrations/tools/sqitch';
import { readRoots } from './detections';
import { checkLayout, type Files, scaffolded } from './layouts';

const HEAD = '%syntax-version=1.0.0\n%project=shop\n%uri=https://example.com/shop/\n\n';
const BY = '2024-01-01T00:00:00Z Ann <ann@example.com>';

describe('Sqitch', () => {
  it('takes the order, the notes and the scripts from the plan', () => {
    checkLayout(
      sqitch,
      {
        'sqitch.plan': `${HEAD}users ${BY} # Users and their names.\n@v1 ${BY} # First release.\n\n# below\napi/orders [users shop:users other:thing !carts @v1] ${BY}\n`,
        'deploy/api/orders.sql': 'BEGIN;\nSELECT 2;\nCOMMIT;',
        'deploy/users.sql': 'SELECT 1;',
        'revert/users.sql': 'SELECT -1;',
        'verify/users.sql': 'SELECT 0;',
        'deploy/stray.sql': '«SELECT 9;»',
      },
      [
        'users Users and their names.',
        '  up deploy/users.sql off: SELECT 1;',
        '  down revert/users.sql off: SELECT -1;',
        'api/orders',
        '  up deploy/api/orders.sql on: BEGIN; SELECT 2; COMMIT;',
        '! deploy/stray.sql: Sqitch never runs this file: sqitch.plan has no change of that name.',
      ],
    );
  });

  it('finds the older script of what was reworked below the first tag that has a file', () => {
    checkLayout(
      sqitch,
      {
        'sqitch.plan': `${HEAD}f ${BY}\n@v1 ${BY}\n@v2 ${BY}\nf [f@v2] ${BY}\n@v3 ${BY}\nf [f@v3] ${BY}\n`,
        'deploy/f.sql': 'SELECT 3;',
        'deploy/f@v2.sql': 'SELECT 1;',
        'deploy/f@v3.sql': 'SELECT 2;',
        'revert/f.sql': 'SELECT -3;',
        'revert/f@v2.sql': 'SELECT -1;',
      },
      [
        'f@v2',
        '  up deploy/f@v2.sql off: SELECT 1;',
        '  down revert/f@v2.sql off: SELECT -1;',
        'f@v3',
        '  up deploy/f@v3.sql off: SELECT 2;',
        'f',
        '  up deploy/f.sql off: SELECT 3;',
        '  down revert/f.sql off: SELECT -3;',
      ],
    );
  });

  it('reads what a script includes', () => {
    checkLayout(
      sqitch,
      {
        'db/sqitch.plan': `${HEAD}a ${BY}\n`,
        'db/deploy/a.sql': 'BEGIN;\n\\i functions/f.sql\nCOMMIT;\n',
        'db/functions/f.sql': 'SELECT 1;',
      },
      ['a', '  up db/deploy/a.sql on: BEGIN;', '  up db/functions/f.sql on: SELECT 1;', '  up db/deploy/a.sql on: COMMIT;'],
      'db',
    );
  });

  it('reports what Sqitch refuses in the plan', () => {
    checkLayout(
      sqitch,
      {
        'sqitch.plan': `${HEAD}a [«b»] ${BY}\n«not planned»\nb [«c»] ${BY}\n«b» ${BY}\n«d» ${BY}\n`,
        'deploy/a.sql': 'x',
        'deploy/b.sql': 'y',
      },
      [
        'a',
        '  up deploy/a.sql off: x',
        'b',
        '  up deploy/b.sql off: y',
        '! sqitch.plan: Sqitch cannot read this line: a change is its name, a time, and who planned it.',
        '! sqitch.plan: Sqitch refuses to deploy a: b, which it needs, comes after it.',
        '! sqitch.plan: Sqitch refuses a second b without a tag between it and the first.',
        '! sqitch.plan: Sqitch refuses to deploy b: there is no change c, which it needs.',
        '! sqitch.plan: Sqitch stops here: there is no deploy script d.sql.',
      ],
    );
  });

  it('reads the names of the folders from sqitch.conf', () => {
    checkLayout(
      sqitch,
      {
        'sqitch.conf': '[core]\n\tengine = pg\n\tdeploy_dir = ./up\n\trevert_dir = "down"\n',
        'sqitch.plan': `${HEAD}a ${BY}`,
        'up/a.sql': 'x',
        'down/a.sql': 'y',
        'deploy/a.sql': 'z',
      },
      ['a', '  up up/a.sql off: x', '  down down/a.sql off: y'],
    );
  });

  it('is proved by its plan, unless the engine is another one', () => {
    const check = (files: Files, expected: readonly string[]): void => {
      const roots = readRoots(files);
      assert.deepEqual(
        roots.map(({ tool, folder, confidence }) => `${tool} ${folder || '.'} ${confidence}`),
        expected,
      );
    };
    const plan = (folder: string): Files => ({
      [`${folder}sqitch.plan`]: `${HEAD}a ${BY}`,
      [`${folder}deploy/a.sql`]: 'CREATE TABLE a (id int);',
      [`${folder}revert/a.sql`]: 'DROP TABLE a;',
    });
    check(plan(''), ['sqitch . proof']);
    check({ ...plan('db/'), 'sqitch.conf': '[core]\n\tengine = pg\n\ttop_dir = db\n' }, ['sqitch db proof']);
    check({ ...plan('db/'), 'sqitch.conf': '[core]\n\tengine = sqlite\n\ttop_dir = db\n' }, []);
    check(
      {
        ...plan('pg/'),
        ...plan('my/'),
        'sqitch.conf': '[core]\n\tengine = pg\n[engine "pg"]\n\ttop_dir = pg\n[engine "mysql"]\n\ttop_dir = my\n',
      },
      ['sqitch pg proof'],
    );
    check({ ...plan('sql/'), 'sqitch.plan': HEAD }, ['sqitch sql proof']);
    check({ ...plan(''), 'deploy/a.sql': '-- Deploy shop:a to mysql\n' }, []);
    check({ ...plan(''), 'deploy/a.sql': '-- Deploy shop:a to pg\n' }, ['sqitch . proof']);
  });

  it('writes a revert script', () => {
    const files = { 'sqitch.plan': `${HEAD}a/b ${BY}`, 'deploy/a/b.sql': 'CREATE TABLE a (id int);\n' };
    assert.deepEqual(scaffolded(sqitch, files, 'DROP TABLE a;\n'), {
      'revert/a/b.sql': '-- Revert a/b\n\nBEGIN;\n\nDROP TABLE a;\n\nCOMMIT;\n',
    });
    assert.deepEqual(scaffolded(sqitch, files, 'DROP INDEX CONCURRENTLY i;\n'), {
      'revert/a/b.sql': '-- Revert a/b\n\nDROP INDEX CONCURRENTLY i;\n',
    });
  });
});
