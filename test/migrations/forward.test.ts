import assert from 'node:assert/strict';
import { prisma } from '../../server/src/migrations/tools/prisma';
import { supabase } from '../../server/src/migrations/tools/supabase';
import { checkLayout, order, scaffolded } from './layouts';

describe('Prisma Migrate', () => {
  it('orders folders as localeCompare does', () => {
    assert.deepEqual(
      order(
        prisma,
        ['B_x', 'a_x', '20240101120000_init', '0_init'].map((name) => `${name}/migration.sql`),
      ),
      ['0_init', '20240101120000_init', 'a_x', 'B_x'],
    );
  });

  it('takes any folder and ignores a stray down', () => {
    checkLayout(
      prisma,
      {
        'migration_lock.toml': 'provider = "postgresql"\n',
        'init/migration.sql': 'SELECT 1;',
        'init/down.sql': 'SELECT 2;',
        '20240101120000_users/migration.sql': 'SELECT 0;',
        '3_x/up.sql': '«SELECT 3;»',
      },
      [
        '20240101120000 users',
        '  up 20240101120000_users/migration.sql driver: SELECT 0;',
        'init',
        '  up init/migration.sql driver: SELECT 1;',
        '! 3_x/up.sql: There is no migration.sql in this folder, so Prisma refuses all migrations.',
      ],
    );
    assert.equal(scaffolded(prisma, { '1_a/migration.sql': '' }, 'SELECT 1;'), undefined);
  });
});

describe('Supabase CLI', () => {
  it('orders names as text', () => {
    assert.deepEqual(order(supabase, ['9_b.sql', '10_a.sql']), ['10_a', '9_b']);
  });

  it('passes over its own old init, names without a number and folders', () => {
    checkLayout(
      supabase,
      {
        '20211208120000_init.sql': '«x»',
        '20240101120000_a.sql': 'SELECT 1;',
        'notes.sql': '«x»',
        'schemas/1_x.sql': 'x',
        'roles.sql': 'x',
      },
      [
        '20240101120000 a',
        '  up 20240101120000_a.sql on: SELECT 1;',
        '! notes.sql: The Supabase CLI passes over this file: its name has to be N_title.sql, with a number in front.',
        '! 20211208120000_init.sql: The Supabase CLI passes over a first “init” from before 9 December 2021.',
      ],
    );
    assert.deepEqual(order(supabase, ['20211209120000_init.sql', '20240101120000_a.sql']).length, 2);
    assert.equal(scaffolded(supabase, { '1_a.sql': '' }, 'SELECT 1;'), undefined);
  });
});
