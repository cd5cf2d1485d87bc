import assert from 'node:assert/strict';
import { highlightsAt, referencesAt } from '../../server/src/language/references';
import { mark, marked } from './cursor';

/** Checks that `«…»` are all the references of the name under `‸`. */
async function check(text: string): Promise<void> {
  const { root, files, file, offset } = await marked(text);
  assert.equal(mark(files, referencesAt(root.history, file, offset)), text.replace('‸', ''));
}

const cases: Readonly<Record<string, string>> = {
  'of a table, whatever it is called': `-- file: 001.sql
CREATE TABLE «us‸ers» (id int PRIMARY KEY, parent int REFERENCES «users» (id));
CREATE INDEX ON «users» (parent);
-- file: 002.sql
COMMENT ON TABLE «users» IS 'users';
ALTER TABLE «users» RENAME TO «accounts»;
CREATE TABLE users (id int);
INSERT INTO «accounts» (id) VALUES (1);
-- file: 003.sql
CREATE VIEW everyone AS SELECT * FROM «accounts» JOIN users USING (id);
DROP TABLE users, «accounts» CASCADE;
`,
  'of the table that took the name': `-- file: 001.sql
CREATE TABLE users (id int);
ALTER TABLE users RENAME TO accounts;
CREATE TABLE «users» (id int);
DROP TABLE «us‸ers»;
`,
  'of a column, whatever it is called': `-- file: 001.sql
CREATE TABLE users (id int, «mail» text UNIQUE CHECK («mail» <> ''), PRIMARY KEY (id, «mail»));
CREATE INDEX i ON users (lower(«mail»)) INCLUDE (id) WHERE «mail» IS NOT NULL;
-- file: 002.sql
ALTER TABLE users RENAME «mail» TO «email»;
COMMENT ON COLUMN users.«ema‸il» IS 'email';
CREATE TABLE orders (email text REFERENCES users («email»));
INSERT INTO users («email») VALUES ('a');
ALTER TABLE users DROP COLUMN «email» CASCADE;
ALTER TABLE users ADD COLUMN email text;
`,
  'of a column that is dropped and made again': `-- file: 001.sql
CREATE TABLE users (id int, email text);
ALTER TABLE users DROP COLUMN email;
ALTER TABLE users ADD COLUMN «em‸ail» text;
ALTER TABLE users ALTER «email» SET NOT NULL;
`,
  'of an enum': `-- file: 001.sql
CREATE TYPE «mood» AS ENUM ('sad');
ALTER TYPE «mood» ADD VALUE 'happy';
CREATE TABLE users (mood «mo‸od», moods public.«mood»[]);
ALTER TABLE users ALTER COLUMN mood TYPE «mood»;
DROP TYPE «mood» CASCADE;
`,
  'of a constraint and of an index': `-- file: 001.sql
CREATE TABLE users (age int, CONSTRAINT «adult» CHECK (age > 17));
ALTER TABLE users RENAME CONSTRAINT «adult» TO «grown_up»;
ALTER TABLE users DROP CONSTRAINT «grow‸n_up»;
`,
  'in the downs of a migration as well': `-- file: 001.up.sql
CREATE TABLE «users» (id int);
-- file: 001.down.sql
DROP TABLE «users»;
-- file: 002.up.sql
ALTER TABLE «us‸ers» ADD COLUMN a int;
-- file: 002.down.sql
ALTER TABLE «users» DROP COLUMN a;
`,
  'not of what a later migration makes under the same number': `-- file: 001.up.sql
CREATE TABLE users (id int, email text);
-- file: 001.down.sql
DROP TABLE users;
-- file: 002.up.sql
ALTER TABLE users DROP COLUMN email;
-- file: 002.down.sql
ALTER TABLE users ADD COLUMN email text;
-- file: 003.up.sql
ALTER TABLE users ADD COLUMN «na‸me» text;
-- file: 003.down.sql
ALTER TABLE users DROP COLUMN «name»;
`,
  'of a table that every kind of statement names': `-- file: 001.sql
CREATE TABLE «‸t» (id int, v int) PARTITION BY RANGE (id);
CREATE TABLE p PARTITION OF «t» FOR VALUES FROM (1) TO (2);
CREATE TABLE q (id int, v int);
ALTER TABLE «t» ATTACH PARTITION q FOR VALUES FROM (2) TO (3);
ALTER TABLE «t» DETACH PARTITION q;
CREATE TABLE l (LIKE «t» INCLUDING ALL);
CREATE INDEX i ON ONLY «t» (v);
CREATE TABLE f (id int, CONSTRAINT c FOREIGN KEY (id) REFERENCES «t» (id));
ALTER TABLE IF EXISTS ONLY «t» ADD CONSTRAINT positive CHECK (v > 0) NOT VALID;
ALTER TABLE «t» VALIDATE CONSTRAINT positive;
ALTER TABLE «t» ALTER v SET DEFAULT 1, ALTER v SET NOT NULL, ALTER v DROP DEFAULT;
ALTER TABLE «t» ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON «t» USING (true);
CREATE TRIGGER g BEFORE UPDATE ON «t» FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
COMMENT ON TABLE «t» IS 't';
COMMENT ON COLUMN «t».v IS 'v';
COMMENT ON CONSTRAINT positive ON «t» IS 'v';
COMMENT ON TRIGGER g ON «t» IS 'g';
CREATE SEQUENCE n OWNED BY «t».id;
UPDATE «t» SET v = 1;
DELETE FROM «t»;
TRUNCATE «t»;
CREATE MATERIALIZED VIEW m AS SELECT * FROM (SELECT v FROM public.«t») AS s;
CREATE TABLE copied AS SELECT * FROM «t»;
CREATE FUNCTION one(«t») RETURNS SETOF «t» LANGUAGE sql AS 'SELECT 1';
DROP TRIGGER g ON «t»;
DROP POLICY everyone ON «t»;
CREATE SCHEMA s;
ALTER TABLE «t» SET SCHEMA s;
ALTER TABLE s.«t» DROP COLUMN v CASCADE;
DROP TABLE s.«t» CASCADE;
`,
  'of a schema': `-- file: 001.sql
CREATE SCHEMA «sh‸op»;
CREATE TABLE «shop».t (id int REFERENCES «shop».t (id));
CREATE INDEX i ON «shop».t (id);
CREATE TYPE «shop».mood AS ENUM ();
CREATE TABLE u (id int);
ALTER TABLE u SET SCHEMA «shop»;
ALTER SCHEMA «shop» RENAME TO «store»;
DROP TABLE «store».u;
DROP SCHEMA «store» CASCADE;
`,
  'of a domain, a composite type and a function': `-- file: 001.sql
CREATE DOMAIN «em‸ail» AS text;
ALTER DOMAIN «email» SET NOT NULL;
CREATE TYPE pair AS (a «email», b int);
CREATE FUNCTION f(a «email») RETURNS pair LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION f(«email») IS 'f';
COMMENT ON DOMAIN «email» IS 'e';
ALTER DOMAIN «email» RENAME TO «address»;
DROP DOMAIN «address» CASCADE;
`,
  'of one of two functions with one name': `-- file: 001.sql
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION «f»(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION f(int) RENAME TO g;
COMMENT ON FUNCTION «f‸»(text) IS 'f';
DROP FUNCTION g(int), «f»(text);
`,
  'of an index': `-- file: 001.sql
CREATE TABLE t (a int);
CREATE INDEX «i» ON t (a);
COMMENT ON INDEX «i» IS 'i';
ALTER INDEX «i» RENAME TO «‸j»;
DROP INDEX IF EXISTS «j»;
`,
  'while another statement is half typed': `-- file: 001.sql
CREATE TABLE «users» (id int);
CREATE TABLE broken (

ALTER TABLE «us‸ers» ADD COLUMN email text;
`,
  'are none where there is no name': `-- file: 001.sql
CREATE‸ TABLE users (id int);
`,
};

describe('references', () => {
  for (const [name, text] of Object.entries(cases)) it(name, () => check(text));

  it('come in the order of the history, not of the names of the files', async () => {
    const { root, file, offset } = await marked(`-- file: V2__a.sql
ALTER TABLE us‸ers ADD COLUMN a int;
-- file: V10__b.sql
ALTER TABLE users ADD COLUMN b int;
-- file: V1__c.sql
CREATE TABLE users (id int);
`);
    const references = referencesAt(root.history, file, offset);
    assert.deepEqual(
      references.map((reference) => reference.file),
      ['migrations/V1__c.sql', 'migrations/V2__a.sql', 'migrations/V10__b.sql'],
    );
    assert.deepEqual(
      referencesAt(root.history, file, offset, { withoutDefinition: true }).map((reference) => reference.file),
      ['migrations/V2__a.sql', 'migrations/V10__b.sql'],
    );
  });
});

describe('highlights', () => {
  it('are the references in the same file, with their roles', async () => {
    const { root, file, files, offset } = await marked(`-- file: 001.sql
CREATE TABLE users (id int);
-- file: 002.sql
ALTER TABLE us‸ers RENAME TO people;
ALTER TABLE people ADD COLUMN a int;
`);
    const highlights = highlightsAt(root.history, file, offset);
    assert.deepEqual(
      highlights.map(({ span, role }) => `${files.get(file)!.slice(span.start, span.end)} ${role}`),
      ['users use', 'people rename', 'people use'],
    );
  });
});
