import assert from 'node:assert/strict';
import { catalog } from '../../server/src/schema/catalog';
import { schemaOf } from '../support/memoryProject';

/** Tables with their columns, enums with their labels, and gaps, one a line. */
async function outline(sql: string): Promise<string[]> {
  const schema = await schemaOf(sql);
  const { tables, enums } = catalog(schema) as unknown as {
    tables: { name: string; columns: { name: string }[] }[];
    enums: { name: string; labels: string[] }[];
  };
  return [
    ...tables.map(({ name, columns }) => `${name}(${columns.map((column) => column.name).join(' ')})`),
    ...enums.map(({ name, labels }) => `${name}{${labels.join(' ')}}`),
    ...schema.gaps.map(({ mayTouch }) => `gap: ${mayTouch === undefined ? 'anything' : [...mayTouch].sort().join(' ')}`),
  ];
}

function check(title: string, sql: string, expected: readonly string[]): void {
  it(title, async () => assert.deepEqual(await outline(sql), expected));
}

const doBlock = (body: string): string => `DO $$ BEGIN ${body} END $$;`;

describe('DO blocks', () => {
  describe('are followed', () => {
    check('statement by statement', doBlock('CREATE TABLE a (id int); ALTER TABLE a ADD COLUMN b int;'), ['a(id b)']);
    check(
      'where a failure is caught',
      `CREATE TYPE e AS ENUM ('x'); ${doBlock("CREATE TYPE e AS ENUM ('y'); EXCEPTION WHEN duplicate_object THEN NULL;")}`,
      ['e{x}'],
    );
    check(
      'where a caught failure undoes what came before it',
      `CREATE TABLE a (id int); ${doBlock('CREATE TABLE b (id int); CREATE TABLE a (id int); EXCEPTION WHEN OTHERS THEN NULL;')}`,
      ['a(id)'],
    );
    check(
      'into the handler',
      `CREATE TABLE a (id int); ${doBlock('CREATE TABLE a (id int); EXCEPTION WHEN duplicate_table THEN ALTER TABLE a ADD COLUMN c int;')}`,
      ['a(id c)'],
    );
    check('where EXECUTE runs a constant', doBlock("EXECUTE 'CREATE TABLE a (id int)';"), ['a(id)']);
    check(
      'past a CREATE TABLE IF NOT EXISTS that does nothing',
      `CREATE TABLE a (id int); ${doBlock('CREATE TABLE IF NOT EXISTS a (id int PRIMARY KEY, b int);')}`,
      ['a(id)'],
    );
    check('and no other language is', 'DO LANGUAGE plperl $$ CREATE TABLE a (id int) $$;', ['gap: anything']);
  });

  describe('know from the catalog', () => {
    const cases: Readonly<Record<string, string>> = {
      'a type': "SELECT 1 FROM pg_type WHERE typname = 'e'",
      'a type in a schema':
        "SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = 'e' AND n.nspname = 'public'",
      'a label': "SELECT 1 FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid WHERE typname = 'e' AND enumlabel = 'x'",
      'a table': "SELECT FROM pg_class WHERE relname = 't' AND relkind = 'r'",
      'a table of the standard': "SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' AND table_name = 't'",
      'a column': "SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'id'",
      'an attribute': "SELECT 1 FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'id' AND NOT attisdropped",
      'a constraint': "SELECT 1 FROM pg_constraint WHERE conname = 't_pkey' AND conrelid = 'public.t'::regclass",
      'an index': "SELECT 1 FROM pg_indexes WHERE schemaname = 'public' AND indexname = 't_pkey'",
    };
    for (const [name, query] of Object.entries(cases)) {
      const setup = "CREATE TYPE e AS ENUM ('x'); CREATE TABLE t (id int PRIMARY KEY);";
      check(`${name} that is there`, `${setup} ${doBlock(`IF NOT EXISTS (${query}) THEN CREATE TABLE made (id int); END IF;`)}`, [
        't(id)',
        'e{x}',
      ]);
      check(`${name} that is not`, doBlock(`IF NOT EXISTS (${query}) THEN CREATE TABLE made (id int); END IF;`), ['made(id)']);
    }
    check('to_regclass', doBlock("IF to_regclass('public.t') IS NULL THEN CREATE TABLE t (id int); ELSE DROP TABLE t; END IF;"), ['t(id)']);
    check(
      'AND, OR and ELSIF',
      doBlock(
        "IF false OR EXISTS (SELECT FROM pg_class WHERE relname = 'x') THEN CREATE TABLE a (id int); ELSIF true AND true THEN CREATE TABLE b (id int); END IF;",
      ),
      ['b(id)'],
    );
  });

  describe('leave a gap', () => {
    check(
      'for the names of a branch that cannot be decided',
      doBlock('IF (SELECT count(*) FROM t) > 3 THEN CREATE TABLE a (id int); END IF;'),
      ['gap: a'],
    );
    check(
      'none for a condition about rows that only changes rows',
      doBlock('IF (SELECT count(*) FROM t) > 3 THEN DELETE FROM t; END IF;'),
      [],
    );
    check('none for roles', doBlock("IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN CREATE ROLE app; END IF;"), []);
  });

  describe('follow the likely branch, and leave a gap for the others', () => {
    check(
      'where a table is empty that no migration fills',
      `CREATE TABLE t (id int); ${doBlock('IF (SELECT count(*) FROM t) = 0 THEN CREATE TABLE a (id int); ELSE CREATE TABLE b (id int); END IF;')}`,
      ['a(id)', 't(id)', 'gap: a b'],
    );
    check(
      'but not where something has filled it',
      `CREATE TABLE t (id int); INSERT INTO t VALUES (1); ${doBlock('IF (SELECT count(*) FROM t) = 0 THEN CREATE TABLE a (id int); END IF;')}`,
      ['t(id)', 'gap: a'],
    );
    check(
      'where a RETURN is unlikely',
      doBlock("IF current_setting('a.b', true) = 'x' THEN RETURN; END IF; CREATE TABLE a (id int); CREATE TABLE b (id int);"),
      ['a(id)', 'b(id)', 'gap: a b'],
    );
    check(
      'where the rest is unlikely',
      `CREATE TABLE t (id int); ${doBlock('IF NOT EXISTS (SELECT FROM t) THEN RETURN; END IF; CREATE TABLE a (id int);')}`,
      ['t(id)', 'gap: a'],
    );
    check(
      'where a loop has likely no round',
      `CREATE TABLE t (id int); DO $$ DECLARE r record; BEGIN FOR r IN SELECT id FROM t LOOP CREATE TABLE a (id int); END LOOP; CREATE TABLE b (id int); END $$;`,
      ['b(id)', 't(id)', 'gap: a'],
    );
    check(
      'where a name is put together of what is likely',
      `CREATE TABLE t (id int); DO $$ DECLARE n int; BEGIN SELECT count(*) INTO n FROM t; EXECUTE 'CREATE TABLE a' || n || ' (id int)'; END $$;`,
      ['a0(id)', 't(id)', 'gap: a\uE000'],
    );
    check(
      'where a gap came before',
      `${doBlock('IF (SELECT count(*) FROM nowhere) > 0 THEN CREATE TABLE a (id int); END IF;')} ${doBlock("IF to_regclass('a') IS NULL THEN CREATE TABLE b (id int); END IF;")}`,
      ['b(id)', 'gap: a', 'gap: b'],
    );
    check(
      'where a literal that is too long for a name equals one if it is cut',
      `CREATE TABLE ${'t'.repeat(63)} (id int); ${doBlock(`IF EXISTS (SELECT FROM pg_class WHERE relname = '${'t'.repeat(64)}') THEN CREATE TABLE a (id int); ELSE CREATE TABLE b (id int); END IF;`)}`,
      ['a(id)', `${'t'.repeat(63)}(id)`, 'gap: a b'],
    );
    check(
      'but not where the cut literal equals none',
      `CREATE TABLE t (id int); ${doBlock(`IF EXISTS (SELECT FROM pg_class WHERE relname = '${'t'.repeat(64)}') THEN CREATE TABLE a (id int); END IF;`)}`,
      ['t(id)'],
    );
    check(
      'only what a called function returns, not what it would do twice',
      `CREATE TABLE t (id int); CREATE FUNCTION f() RETURNS bool LANGUAGE plpgsql AS $f$ BEGIN CREATE TABLE made (id int); RETURN EXISTS (SELECT FROM t); END $f$; ${doBlock('IF f() THEN CREATE TABLE a (id int); END IF;')}`,
      ['made(id)', 't(id)', 'gap: a'],
    );
  });

  check(
    'follow a function that INSERT has called before',
    `CREATE TABLE t (n text); CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $f$ SELECT 'a' $f$; INSERT INTO t VALUES (f()); ${doBlock("EXECUTE 'CREATE TABLE ' || f() || ' (id int)';")}`,
    ['a(id)', 't(n)'],
  );
  check(
    'know that a round before may have filled a variable by RETURNING',
    `CREATE TABLE t (id int, n text); INSERT INTO t SELECT FROM t; DO $$ DECLARE x text := 'a'; r record; BEGIN FOR r IN SELECT FROM t LOOP EXECUTE 'CREATE TABLE ' || x || ' (id int)'; UPDATE t SET id = 1 RETURNING n INTO x; END LOOP; END $$;`,
    ['t(id n)', 'gap: \uE000'],
  );

  it('record where they created an object', async () => {
    const sql = 'DO $$ BEGIN\n  CREATE TABLE made (id int);\nEND $$;';
    const [table] = [...(await schemaOf(sql)).tables.values()];
    assert.equal(sql.slice(table!.created.span.start, table!.created.span.end), 'made');
  });
});
