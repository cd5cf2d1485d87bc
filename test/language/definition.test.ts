import assert from 'node:assert/strict';
import { definitionAt } from '../../server/src/language/definition';
import { mark, marked } from './cursor';

/** Checks that the definition of the name under `‸` is `«…»`, or that it has none where there is no mark. */
async function check(text: string): Promise<void> {
  const { root, files, file, offset } = await marked(text);
  const definition = definitionAt(root.history, file, offset);
  const found = definition === undefined ? [] : [{ file: definition.file, span: definition.span }];
  assert.equal(mark(files, found), text.replace('‸', ''));
}

const cases: Readonly<Record<string, string>> = {
  'of a table in another file': `-- file: 001.sql
CREATE TABLE «users» (id int PRIMARY KEY);
-- file: 002.sql
ALTER TABLE us‸ers ADD COLUMN email text;
`,
  'at the end of the name': `-- file: 001.sql
CREATE TABLE «users» (id int PRIMARY KEY);
ALTER TABLE users‸ ADD COLUMN email text;
`,
  'of a quoted name in a schema': `-- file: 001.sql
CREATE SCHEMA shop;
CREATE TABLE users (id int);
CREATE TABLE shop.«"users"» (id int);
ALTER TABLE shop."us‸ers" ADD COLUMN email text;
`,
  'of a schema': `-- file: 001.sql
CREATE SCHEMA «shop»;
CREATE TABLE sh‸op.users (id int);
`,
  'of a table that has another name by now': `-- file: 001.sql
CREATE TABLE «users» (id int PRIMARY KEY);
-- file: 002.sql
ALTER TABLE users RENAME TO accounts;
-- file: 003.sql
CREATE TABLE users (id int);
ALTER TABLE acc‸ounts ADD COLUMN email text;
`,
  'of a table that took the name of another': `-- file: 001.sql
CREATE TABLE users (id int PRIMARY KEY);
ALTER TABLE users RENAME TO accounts;
CREATE TABLE «users» (id int);
ALTER TABLE us‸ers ADD COLUMN email text;
`,
  'of a table that is dropped, seen from before': `-- file: 001.sql
CREATE TABLE «users» (id int PRIMARY KEY);
ALTER TABLE us‸ers ADD COLUMN email text;
-- file: 002.sql
DROP TABLE users;
CREATE TABLE users (id int);
`,
  'of a table where it is dropped': `-- file: 001.sql
CREATE TABLE «users» (id int PRIMARY KEY);
-- file: 002.sql
DROP TABLE IF EXISTS us‸ers;
`,
  'of a column': `-- file: 001.sql
CREATE TABLE users (id int PRIMARY KEY);
ALTER TABLE users ADD COLUMN «email» text;
-- file: 002.sql
CREATE INDEX users_email ON users (em‸ail);
`,
  'of a column of the referenced table': `-- file: 001.sql
CREATE TABLE users («id» int PRIMARY KEY);
CREATE TABLE orders (id int, user_id int REFERENCES users (i‸d));
`,
  'of a renamed column': `-- file: 001.sql
CREATE TABLE users («mail» text);
ALTER TABLE users RENAME COLUMN mail TO email;
ALTER TABLE users ALTER COLUMN ema‸il SET NOT NULL;
`,
  'of a column in a check': `-- file: 001.sql
CREATE TABLE users («age» int);
ALTER TABLE users ADD CONSTRAINT adult CHECK (ag‸e >= 18);
`,
  'of an index': `-- file: 001.sql
CREATE TABLE users (id int);
CREATE INDEX «users_id» ON users (id);
-- file: 002.sql
DROP INDEX users‸_id;
`,
  'of a constraint': `-- file: 001.sql
CREATE TABLE users (age int, «CONSTRAINT adult CHECK (age >= 18)»);
ALTER TABLE users DROP CONSTRAINT ad‸ult;
`,
  'of an enum where a column has it': `-- file: 001.sql
CREATE TYPE «mood» AS ENUM ('sad', 'happy');
CREATE TABLE users (id int, mood public.mo‸od[]);
`,
  'of a view and of what it reads': `-- file: 001.sql
CREATE TABLE «users» (id int);
CREATE VIEW everyone AS SELECT id FROM us‸ers;
`,
  'of a column in a query': `-- file: 001.sql
CREATE TABLE users (id int, «email» text);
CREATE VIEW everyone AS SELECT u.id FROM users u WHERE ema‸il <> '';
`,
  'of a column behind the name of its table': `-- file: 001.sql
CREATE TABLE users («id» int);
CREATE TABLE orders (id int);
UPDATE orders SET id = 1 FROM users WHERE users.i‸d = 2;
`,
  'of a column behind an alias': `-- file: 001.sql
CREATE TABLE users («id» int);
CREATE TABLE orders (id int);
CREATE VIEW both_of AS SELECT u.i‸d FROM users AS u, orders o;
`,
  'of an alias': `-- file: 001.sql
CREATE TABLE «users» (id int);
CREATE VIEW everyone AS SELECT u‸.id FROM users u;
`,
  'of a table of a schema in a query': `-- file: 001.sql
CREATE SCHEMA shop;
CREATE TABLE shop.«users» (id int);
DO $$ BEGIN END $$;
SELECT * FROM shop.us‸ers;
`,
  'is none for the new name of an output': `-- file: 001.sql
CREATE TABLE users (id int, email text);
CREATE VIEW everyone AS SELECT id AS em‸ail FROM users;
`,
  'of a function': `-- file: 001.sql
CREATE FUNCTION «touch»() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE users (id int);
CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION tou‸ch();
`,
  'of a sequence': `-- file: 001.sql
CREATE SEQUENCE «numbers»;
DROP SEQUENCE num‸bers;
`,
  'of a table in a down': `-- file: 001.up.sql
CREATE TABLE «users» (id int);
-- file: 001.down.sql
DROP TABLE us‸ers;
`,
  'of what the down makes anew, there': `-- file: 001.up.sql
CREATE TABLE users (id int);
-- file: 001.down.sql
DROP TABLE users;
-- file: 002.up.sql
DROP TABLE users;
-- file: 002.down.sql
CREATE TABLE «users» (id int);
ALTER TABLE us‸ers ADD COLUMN email text;
-- file: 003.up.sql
CREATE TABLE pets (id int);
-- file: 003.down.sql
DROP TABLE pets;
`,
  'while a statement above is half typed': `-- file: 001.sql
CREATE TABLE «users» (id int);
CREATE TABLE broken (

ALTER TABLE us‸ers ADD COLUMN email text;
`,
  'in the half-typed statement itself': `-- file: 001.sql
CREATE TABLE «users» (id int);
ALTER TABLE us‸ers ADD
`,
  'is none for a keyword': `-- file: 001.sql
CREATE TABLE users (id int);
ALTER TA‸BLE users ADD COLUMN email text;
`,
  'is none for a type that is built in, even if a column is called so': `-- file: 001.sql
CREATE TABLE users (date date);
ALTER TABLE users ALTER COLUMN date TYPE da‸te;
`,
  'is none for an unknown table': `-- file: 001.sql
CREATE TABLE users (id int);
ALTER TABLE peo‸ple ADD COLUMN email text;
`,
  'is none in a comment': `-- file: 001.sql
CREATE TABLE users (id int); -- use‸rs
`,
  'is none for a column that two tables of a query may mean': `-- file: 001.sql
CREATE TABLE a (id int);
CREATE TABLE b (id int);
CREATE VIEW both_of AS SELECT i‸d FROM a, b;
`,
};

describe('definition', () => {
  for (const [name, text] of Object.entries(cases)) it(name, () => check(text));

  for (const statement of [
    'CREATE VIEW v AS SELECT id FROM users WHE‸RE true;',
    'CREATE VIEW v AS SELECT id FROM users JO‸IN users u USING (id);',
    'UPDATE users SE‸T id = 1;',
    'INSERT INTO users VAL‸UES (1);',
    'INSERT INTO users (id) SEL‸ECT 1;',
    'TRUNCATE users RES‸TART IDENTITY;',
    'CREATE VIEW v A‸S SELECT 1;',
  ])
    it(`is none over a keyword: ${statement}`, () => check(`-- file: 001.sql\nCREATE TABLE users (id int);\n${statement}\n`));
});
