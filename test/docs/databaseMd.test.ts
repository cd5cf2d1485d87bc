import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseConfig } from '../../server/src/config/config';
import { documentDiff } from '../../server/src/docs/check';
import { databaseMd } from '../../server/src/docs/databaseMd';
import { engines } from '../../server/src/engines';
import { goose } from '../../server/src/migrations/tools/goose';
import { inputOf } from './document';
import { matchSnapshot } from './snapshot';

const EXAMPLES = path.join(import.meta.dirname, '../../examples');

describe('DATABASE.md', () => {
  describe('as a whole', () => {
    it('of the shop example, which is in the repository', async () => {
      const { docs, diagram } = parseConfig(readFileSync(path.join(EXAMPLES, 'shop/migration-lens.json'), 'utf8'), engines).config;
      await check('../../../examples/shop/DATABASE.md', example('shop'), { title: docs.title!, groups: diagram.groups });
    });

    it('of the notes example', () => check('notes.md', example('notes'), { adapter: goose, file: 'docs/schema/DATABASE.md' }));

    it('of an empty folder', () => check('empty.md', {}, { folder: '' }));

    it('of everything that a schema can hold', () => check('everything.md', { 'migrations/001_all.up.sql': EVERYTHING }));

    it('of names and comments that mean to break it', () => check('names.md', { 'migrations/001_(odd) [names].up.sql': ODD_NAMES }));

    it('of a schema that cannot be followed everywhere', () =>
      check('incomplete.md', { 'migrations/001_a.up.sql': INCOMPLETE, 'migrations/001_a.down.sql': '-- the old rows are gone\n' }));

    it('of many tables, drawn around the ones that most others point at', () =>
      check('large.md', { 'migrations/001_large.up.sql': large(32) }));

    it('of many tables, drawn in the groups that are configured', () =>
      check(
        'grouped.md',
        { 'migrations/001_large.up.sql': large(26) },
        { groups: { Hubs: ['hub_*'], Round: ['t?0', 'hub_a'], Nothing: ['x'] } },
      ));

    it('of a tool that only goes forward', () =>
      check(
        'forward.md',
        { 'migrations/001_a.up.sql': 'CREATE TABLE a (id int);' },
        { tool: { name: 'Prisma Migrate', documentation: '', down: 'none' } },
      ));
  });

  describe('with hand-written text', () => {
    const one = 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY);\n';
    const withNotes = (document: string): string =>
      document
        .replace('<!-- migration-lens:end table public.a -->', '$&\n\nWhat `a` is for.')
        .replace('<!-- migration-lens:end details public.a -->', '$&\n\nMore about it.');

    it('keeps it when a table comes in between', async () => {
      const { before, after } = await evolve([one, 'CREATE TABLE b (id int);'], withNotes);
      assert.deepEqual(ids(after).slice(3), [
        'table public.a',
        'details public.a',
        'table public.b',
        'details public.b',
        'table public.c',
        'details public.c',
        'migrations',
      ]);
      assert.equal(between(after, 'table public.a'), between(before, 'table public.a'));
      assert.equal(between(after, 'details public.a'), between(before, 'details public.a'));
    });

    it('lets it follow a rename', async () => {
      const { after } = await evolve([one, 'ALTER TABLE a RENAME TO z;'], withNotes);
      assert.deepEqual(ids(after).slice(3, 5), ['table public.z', 'details public.z']);
      assert.equal(between(after, 'table public.z').trim(), 'What `a` is for.');
      assert.match(after, /^### z$/m);
      assert.match(after, /named `a` until \[002_step\.up\.sql\]\(migrations\/002_step\.up\.sql#L1\)/);
    });

    it('lets it follow a move to another schema', async () => {
      const { after } = await evolve([one, 'CREATE SCHEMA old;\nALTER TABLE a SET SCHEMA old;'], withNotes);
      assert.equal(between(after, 'table old.a').trim(), 'What `a` is for.');
    });

    it('lets it follow two renames at once', async () => {
      const { after } = await evolve([one, 'ALTER TABLE a RENAME TO b;\nALTER TABLE b RENAME TO d;'], withNotes);
      assert.equal(between(after, 'table public.d').trim(), 'What `a` is for.');
    });

    it('lets it stay with the table that takes the place of a renamed and dropped one', async () => {
      const { after } = await evolve([one, 'ALTER TABLE a RENAME TO old;\nCREATE TABLE a (id bigint);\nDROP TABLE old;'], withNotes);
      assert.equal(between(after, 'table public.a').trim(), 'What `a` is for.');
      assert.doesNotMatch(after, /gone/);
    });

    it('keeps it when its table is dropped, under a heading that says so', async () => {
      const { after } = await evolve([one, '\nDROP TABLE a;'], withNotes);
      assert.match(after, /^### a \(gone\)$/m);
      assert.match(after, /no such table any more since \[002_step\.up\.sql\]\(migrations\/002_step\.up\.sql#L2\)/);
      assert.match(between(after, 'table public.a'), /^\s+What `a` is for\.\s+More about it\.\s+$/);
      assert.doesNotMatch(after, /details public\.a/);
    });

    it('keeps it when its table becomes a partition', async () => {
      const parent = 'CREATE TABLE p (id int) PARTITION BY LIST (id);\nCREATE TABLE a (id int);';
      const { after } = await evolve([parent, 'ALTER TABLE p ATTACH PARTITION a FOR VALUES IN (1);'], withNotes);
      assert.match(after, /^### a \(a partition\)\n\nThis table is a partition of \[p\]\(#p\) now\./m);
    });

    it('removes everything about a dropped table that has no hand-written text', async () => {
      const { after } = await evolve([one, 'DROP TABLE a;'], (document) => document);
      const input = await inputOf(files([one, 'DROP TABLE a;']));
      assert.equal(after, write(input, undefined));
    });

    it('keeps a document without markers and its title', async () => {
      const mine = '# Our database\n\nRead me first.\n';
      const document = write(await inputOf(files([one])), mine);
      assert.ok(document.startsWith(`${mine}\n<!-- migration-lens:begin overview`));
      assert.doesNotMatch(document, /^# Database$/m);
    });

    it('takes a comment in a code block for no title', async () => {
      const document = write(await inputOf(files([one])), '```sh\n# restore\npg_restore\n```\n');
      assert.match(document, /^# Database$/m);
    });

    it('keeps the byte order mark and CRLF', async () => {
      const input = await inputOf(files([one]));
      const document = write(input, '\uFEFFMine\r\n');
      assert.ok(document.startsWith('\uFEFFMine\r\n\r\n<!--'));
      assert.doesNotMatch(document, /[^\r]\n/);
      assert.equal(write(input, document), document);
    });

    it('refuses damaged markers and says where', async () => {
      const input = await inputOf(files([one]));
      const result = databaseMd(input, write(input, undefined).replace(/<!-- migration-lens:end tables -->\n/, ''));
      assert.ok(result.kind === 'refused');
      assert.match(result.message, /The part “table public\.a” begins inside “tables”/);
    });

    it('refuses to overwrite an edited part', async () => {
      const input = await inputOf(files([one]));
      const document = write(input, undefined);
      const result = databaseMd(input, document.replace('| `id` |', '| `id` (ours) |'));
      assert.ok(result.kind === 'refused');
      assert.equal(document.split('\n')[result.line - 1]?.startsWith('<!-- migration-lens:begin details public.a sum='), true);
    });
  });

  it('shows the drift as a unified diff', async () => {
    const before = write(await inputOf(files(['CREATE TABLE a (id int);'])), undefined);
    const input = await inputOf(files(['CREATE TABLE a (id int);', 'ALTER TABLE a ADD COLUMN name text NOT NULL;']));
    const diff = documentDiff('DATABASE.md', before, write(input, before));
    assert.match(diff, /^--- a\/DATABASE\.md\n\+\+\+ b\/DATABASE\.md\n@@ /m);
    assert.match(diff, /^\+\| `name` \| `text` \| NOT NULL \|$/m);
    assert.equal(documentDiff('DATABASE.md', before, before), '');
    assert.match(documentDiff('DATABASE.md', undefined, before), /^--- \/dev\/null$/m);
  });
});

/** Compares the whole document with a snapshot, and checks that a second run changes nothing. */
async function check(snapshot: string, texts: Readonly<Record<string, string>>, more: Parameters<typeof inputOf>[1] = {}): Promise<void> {
  const input = await inputOf(texts, more);
  const document = write(input, undefined);
  assert.equal(write(input, document), document, 'a second run changes nothing');
  matchSnapshot(snapshot, document);
}

/** Edits the document of the first step. Returns it with the document of all steps that is written over it. */
async function evolve(steps: readonly string[], edit: (document: string) => string): Promise<{ before: string; after: string }> {
  const before = edit(write(await inputOf(files(steps.slice(0, 1))), undefined));
  const input = await inputOf(files(steps));
  const after = write(input, before);
  assert.equal(write(input, after), after, 'a second run changes nothing');
  return { before, after };
}

function files(steps: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(steps.map((sql, at) => [`migrations/00${at + 1}_step.up.sql`, sql]));
}

function write(input: Awaited<ReturnType<typeof inputOf>>, existing: string | undefined): string {
  const result = databaseMd(input, existing);
  assert.ok(result.kind === 'document', result.kind === 'refused' ? `${result.line}: ${result.message}` : '');
  return result.text;
}

function ids(document: string): readonly string[] {
  return [...document.matchAll(/^<!-- migration-lens:begin (.*?) sum=/gm)].map((match) => match[1]!);
}

/** Text between the end of a region and the next region. */
function between(document: string, id: string): string {
  const start = document.indexOf(`<!-- migration-lens:end ${id} -->`);
  assert.notEqual(start, -1, `there is a part ${id}`);
  return document.slice(start).replace(/^.*/, '').split('<!-- migration-lens:')[0]!;
}

function example(name: string): Readonly<Record<string, string>> {
  const folder = path.join(EXAMPLES, name, 'migrations');
  return Object.fromEntries(readdirSync(folder).map((file) => [`migrations/${file}`, readFileSync(path.join(folder, file), 'utf8')]));
}

/** Two hub tables that all others reference, and a table without references. */
function large(count: number): string {
  const hubs = ['CREATE TABLE hub_a (id int PRIMARY KEY);', 'CREATE TABLE hub_b (id int PRIMARY KEY);', 'CREATE TABLE alone (id int);'];
  const others = Array.from({ length: count - hubs.length }, (_, at) => {
    const hub = at % 3 === 0 ? 'hub_b' : 'hub_a';
    return `CREATE TABLE t${String(at).padStart(2, '0')} (id int PRIMARY KEY, hub_id int REFERENCES ${hub});`;
  });
  return [...hubs, ...others].join('\n');
}

const INCOMPLETE = `
CREATE TABLE a (id int PRIMARY KEY, b_id int REFERENCES b (id));
DO $$ BEGIN EXECUTE 'CREATE TABLE ' || current_user || ' (id int)'; END $$;
CREATE TABEL c (id int);
`;

const EVERYTHING = `
CREATE EXTENSION pgcrypto;
CREATE SCHEMA billing;
COMMENT ON SCHEMA billing IS 'Money.';
CREATE SEQUENCE invoice_numbers;
CREATE DOMAIN percentage AS numeric(5, 2) NOT NULL DEFAULT 0 CHECK (value BETWEEN 0 AND 100);
CREATE TYPE address AS (street text, city varchar(40));
CREATE TYPE state AS ENUM ('open', 'closed');
CREATE FUNCTION double_it(n integer) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT n * 2';
CREATE PROCEDURE tidy() LANGUAGE sql AS 'SELECT 1';

CREATE TABLE people (
  id serial PRIMARY KEY,
  boss_id integer REFERENCES people ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  name text NOT NULL,
  home address,
  tags text[] NOT NULL DEFAULT '{}',
  CONSTRAINT named CHECK (name <> ''),
  UNIQUE NULLS NOT DISTINCT (name, boss_id)
);
COMMENT ON CONSTRAINT named ON people IS 'No one is nameless.';
CREATE INDEX people_lower ON people (lower(name) text_pattern_ops, id DESC NULLS LAST) INCLUDE (tags) WHERE boss_id IS NOT NULL;
COMMENT ON INDEX people_lower IS 'For the search box.';
CREATE INDEX ON people USING gin (tags);
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_row ON people FOR SELECT USING (true);
CREATE POLICY all_rows ON people AS RESTRICTIVE USING (true);

CREATE TABLE passports (
  person_id integer PRIMARY KEY REFERENCES people ON DELETE CASCADE,
  number text NOT NULL UNIQUE
);

CREATE TABLE billing.invoices (
  id bigint GENERATED BY DEFAULT AS IDENTITY,
  person_id integer NOT NULL REFERENCES people ON DELETE RESTRICT,
  state state NOT NULL DEFAULT 'open',
  discount percentage,
  net numeric NOT NULL,
  gross numeric GENERATED ALWAYS AS (net * 1.19) STORED,
  created_on date NOT NULL DEFAULT CURRENT_DATE,
  PRIMARY KEY (id, created_on)
) PARTITION BY RANGE (created_on);
CREATE TABLE billing.invoices_2026 PARTITION OF billing.invoices FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE TABLE groups (id int PRIMARY KEY);
CREATE TABLE memberships (
  id int PRIMARY KEY,
  person_id int NOT NULL REFERENCES people,
  group_id int NOT NULL REFERENCES groups,
  since timestamptz NOT NULL DEFAULT now(),
  UNIQUE (group_id, person_id)
);

CREATE VIEW open_invoices AS SELECT i.id, i.net FROM billing.invoices i WHERE i.state = 'open';
CREATE MATERIALIZED VIEW totals AS SELECT person_id, sum(gross) AS total FROM billing.invoices GROUP BY person_id;
CREATE UNIQUE INDEX totals_person ON totals (person_id);
ALTER TABLE groups ADD COLUMN title text, ADD CONSTRAINT titled CHECK (title IS NOT NULL) NOT VALID;
`;

const ODD_NAMES = `
CREATE TABLE "a|b" ("x\`y" text DEFAULT 'p|q', "<b>" int, "new
line" int, "--> <!-- migration-lens:end overview -->" int PRIMARY KEY);
COMMENT ON TABLE "a|b" IS E'# Not a heading\\n\\n| not | a table |\\n<script>alert(1)</script>\\n\\n<!-- migration-lens:end tables -->';
COMMENT ON COLUMN "a|b"."<b>" IS E'First line\\nsecond | line \`tick\`';
CREATE TABLE "--" ("ref 1" int REFERENCES "a|b");
CREATE TABLE "!!!" (id int PRIMARY KEY);
CREATE TABLE tables (id int PRIMARY KEY REFERENCES "!!!");
CREATE TYPE "en um" AS ENUM ('a|b', '', 'x\`y');
CREATE TABLE größe ("Höhe" "en um");
CREATE VIEW v AS SELECT '
<!-- migration-lens:end views -->
\`\`\`' AS fence;
`;
